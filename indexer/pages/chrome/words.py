"""The buttons and menu words of pages. A line made of nothing else is chrome, whatever signs stand between them.

`CONTROLS` are those that act on the article a reader has before him: they may stand on its header line too, where a value ends
before them. Words that may be a source (微博) or a heading are none of them.
"""

from __future__ import annotations

_CONTROLS = (
    "关闭本页 关闭窗口 关闭此页 关闭 打印正文 打印本页 打印文章 打印此页 打印此文 我要打印 打印 收藏本页 加入收藏 收藏 告诉好友 "
    "分享到 分享至 一键分享 分享本文 分享 转发到 转发 复制链接 字体显示 字体大小 字体 字号 大号 中号 小号 "
    "默认 放大 缩小 双击自动滚屏 语音播报 语音朗读 听新闻 朗读 播放 微信扫一扫 微信扫码 扫一扫 二维码 简体中文 "
    "简体版 繁体版 简体 繁体 无障碍浏览 无障碍阅读 无障碍 长者模式 长者版 适老化 关怀版 关怀模式 老年模式 "
    "手机版 我要纠错 网页纠错 纠错 我要评论 +关注 关注"
)
_OTHERS = (
    "返回顶部 返回列表 返回上页 返回 回到顶部 刷新 加载中 用户登录 登录 "
    "注册 退出 返回文字点选验证 切换至语音验证码 "
    "scanme x × 微信好友 微信 新浪微博 腾讯微博 "
    "微博 qq空间 qq好友 qq 朋友圈 豆瓣 人人网 更多 大 中 小 网站首页 首页 上一篇 下一篇 上一条 下一条 上一页 "
    "下一页 上一版 下一版 设为首页 网站地图 联系我们 关于我们 网站声明 "
    "english 移动版 电脑版 app下载 全文 标题 搜索 检索 站内搜索 高级搜索 高级检索 "
    "图片 继续访问 放弃 取消 确定 确认 提交 展开 收起 菜单 导航 "
    "当前位置 扫码关注 微信公众号 官方微信 官方微博 智能问答 rss 订阅 邮箱登录 "
    "用户名 密码 验证码 记住我 记住密码 忘记密码 忘记密码? 找回密码 立即登录 立即注册 尾页 末页 wap首页 网页版 触屏版 "
    "转播到腾讯微博 转播到新浪微博"
)


def _longest_first(words: str) -> tuple[str, ...]:
    return tuple(sorted(words.split(), key=len, reverse=True))


CONTROLS: tuple[str, ...] = _longest_first(_CONTROLS)
COUNTED = "浏览次数|阅读次数|浏览量|阅读量|点击率|点击数|点击量|点击次数|访问量|访问次数|人气|浏览|阅读|点击"  # for a pattern
FURNITURE: tuple[str, ...] = _longest_first(f"{_CONTROLS} {_OTHERS}")
