"""The rows of chrome that stand in place of a page: forms to log in, captchas, and what a server says where it has no page.

Articles speak of errors too: a row takes a whole line, and at the edges of a text only, unless no text would hold it.
"""

from __future__ import annotations

from .row import CAPTCHA, ERROR_PAGE, LOGIN, ChromeRow, Where

IN_PLACE_OF_A_PAGE: tuple[ChromeRow, ...] = (
    ChromeRow(
        CAPTCHA,
        r".{0,16}(?:点选验证|语音验证码|滑动验证|拖动滑块|图形验证码|短信验证码|安全验证).{0,16}",
        "请完成安全验证后继续访问",
        closes=True,
    ),
    ChromeRow(CAPTCHA, r"(?:请输入|输入|获取|刷新|看不清).{0,8}验证码.{0,12}", "请输入验证码", closes=True),
    ChromeRow(
        CAPTCHA,
        r"(?:请|为了.{2,16},请)(?:您)?(?:先)?(?:完成(?:以下|下方|下列|安全)验证|(?:向右)?(?:按住|拖动|滑动)(?:左边|下方)?滑块).{0,20}",
        "请按住滑块，拖动到最右边",
        Where.EDGE,
    ),
    ChromeRow(
        LOGIN,
        r"(?=.*请输入)(?:(?:请输入)?(?:您的|登录)?(?:用户名|[账帐]号|[账帐]户|手机号码?|邮箱|密码|验证码)[ :*/、或和]{0,3}){1,6}",
        "请输入用户名/手机号",
        Where.EDGE,
    ),
    ChromeRow(
        LOGIN,
        r"(?:对不起,?|抱歉,?)?[您你]?(?:还没有|尚未|还未|没有|未)登录,?.{0,4}请先?登录.{0,12}",
        "您还没有登录，请先登录后访问。",
        Where.EDGE,
    ),
    ChromeRow(
        LOGIN,
        r"(?=.{0,16}权限)(?:对不起|很?抱歉)?[,!:]? ?[您你]?(?:没有|暂无|无)(?:权限)?(?:浏览|访问|查看|阅读)(?:该|此|本|当前)?"
        r"(?:页面?|网页|内容|信息|栏目|文章|文件)(?:的?权限)?[,。!]? ?(?:请[您你]?先?登录.{0,12})?",
        "对不起，您没有权限浏览该页面，请先登录！",
        Where.EDGE,
    ),
    ChromeRow(
        ERROR_PAGE,
        r"(?:error ?)?(?:400|401|403|404|500|502|503|504)(?: error)?(?: ?[-:|])? ?"
        r"(?:not found|forbidden|unauthorized|bad request|bad gateway|internal server error|service (?:temporarily )?unavailable|"
        r"gateway time-?out)",
        "404 Not Found",
        Where.EDGE,
    ),
    ChromeRow(
        ERROR_PAGE, r"(?:nginx|openresty|tengine|apache)(?:/[\d.]{1,20})?(?: \([^()]{1,40}\))?", "nginx/1.24.0", Where.EDGE
    ),
    ChromeRow(
        ERROR_PAGE,
        r"(?:很?抱歉|对不起|sorry)?[,!:]? ?[您你]?(?:所)?(?:要)?(?:访问|请求|查找|浏览|查看)的"
        r"(?:页面|网页|文件|文章|信息|内容|资源|地址)(?:已经|已|可能)?(?:不存在|找不到|没有找到|未找到|无法访问|被?删除|出错|走丢)了?.{0,20}",
        "很抱歉，您访问的页面不存在。",
        Where.EDGE,
    ),
    ChromeRow(
        ERROR_PAGE,
        r"\"?/[^\"。]{0,40}\"?应用程序中的服务器错误.?|"
        r"说明: ?(?:服务器上出现应用程序错误|执行当前 web 请求期间,出现未经处理的异常).{0,240}",
        "“/”应用程序中的服务器错误。",
        Where.EDGE,
    ),
    ChromeRow(
        ERROR_PAGE,
        r"[您你](?:提交)?的(?:访问|请求|操作)(?:已经|已)?"
        r"(?:被(?:拦截|阻断|拒绝|禁止)|(?:疑似|涉嫌|存在|带有|含有)[^,。]{0,6}(?:攻击|恶意|非法|异常))[^,。]{0,60}"
        r"(?:,(?:已经|已)?被[^,。]{0,12}(?:拦截|阻断|拒绝|禁止))?.?",
        "您的请求疑似攻击行为！事件ID：7-12",
        Where.EDGE,
    ),
    ChromeRow(
        "whom to ask", r"如果?有(?:任何)?(?:疑问|问题),?请联系(?:网站|系统)?管理员.?", "如有疑问，请联系网站管理员", Where.EDGE
    ),
    ChromeRow(
        "no results",
        r"(?:一?共|总共)?(?:找到|搜索到|检索到|查询到|搜到)(?:约|了)? ?0 ?(?:条|个|篇|项)"
        r"(?:[^,。]{0,40}(?:结果|记录|内容|信息|数据|文章))?(?:[,。!].{0,40})?|"
        r"(?:很?抱歉|对不起)[,!]? ?(?:没有|没|未能|未)(?:找到|搜索到|检索到|查询到|搜到)"
        r"(?:任何|[您你](?:所?要|想|需|查|搜)|符合|相关|与)[^,。]{0,30}.?",
        "共找到 0 条与“渡口志”相关的结果",
        Where.EDGE,
    ),
)
