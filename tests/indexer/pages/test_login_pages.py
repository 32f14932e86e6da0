"""Pages of login forms and of errors: told from articles, whose pages may have such a form beside or over them."""

from __future__ import annotations

import pytest

from indexer.errors import UnreadablePage
from indexer.pages import SavedPage, read_page

FORMS = {
    "lines": "请输入用户名<br>请输入密码<br>请输入验证码<br><button>登录</button>",
    "labels": "用户名：<input> 密码：<input> 请输入验证码 <input> <button>登录</button>",
    "ways to log in": "账号登录<br>短信登录<br>请输入账号/手机号<br>请输入密码<br><a>忘记密码</a><button>登录</button>",
}
FORMS["a notice"] = "<p>您还没有登录，请先登录后访问。</p>账号 <input><br>密码 <input>"
BESIDE = ("lines", "labels")  # the others leave words that a text may hold
TITLES = ("登录", "用户登录", "澜川省统一身份认证平台")


def page(title: str, body: str) -> SavedPage:
    html = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"
    return SavedPage("page.html", html.encode(), None)


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("form", FORMS)
def test_a_form_alone_is_no_article_and_is_named_as_what_it_is(form: str, title: str) -> None:
    with pytest.raises(UnreadablePage) as told:
        read_page(page(title, FORMS[form]))
    assert told.value.reason == "captcha"


@pytest.mark.parametrize("form", BESIDE)
def test_a_form_beside_an_article_takes_nothing_from_it(form: str) -> None:
    body = "<p>时间：2023年6月30日</p><p>砚湖市昨日启动村志编纂，六个村的主笔到会。</p>"
    (article,) = read_page(page("砚湖市启动村志编纂", body + FORMS[form])).articles
    assert article.body == "砚湖市昨日启动村志编纂，六个村的主笔到会。"


@pytest.mark.parametrize("form", BESIDE)
def test_a_page_whose_text_is_a_picture_is_not_taken_for_its_form(form: str) -> None:
    with pytest.raises(UnreadablePage) as told:
        read_page(page("砚湖市启动村志编纂", "<p>来源：砚湖市方志办 时间：2023年6月30日</p>" + FORMS[form]))
    assert told.value.reason == "empty-body"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("404 Not Found", "<hr><center>nginx/1.24.0</center>"),
        ("502 Bad Gateway", "<center>openresty</center>"),
        ("出错了", "<p>很抱歉，您访问的页面不存在</p><a>返回首页</a>"),
        ("澜川省情网", "<p>对不起，您要访问的页面已被删除！</p>"),
        ("提示信息", "<p>您要查看的文章不存在或已被管理员删除。</p><a href='javascript:history.go(-1)'>返回上一页</a>"),
        ("您的访问被拦截", "<p>您的请求疑似攻击行为！事件ID：7-12</p><p>如有疑问请联系网站管理员</p>"),
        ("运行时错误", "<p>说明: 服务器上出现应用程序错误。此应用程序的设置禁止远程查看应用程序错误的详细信息。</p>"),
        ("“/”应用程序中的服务器错误。", "<h2>运行时错误</h2>"),
        ("系统提示", "<p>对不起，您没有权限浏览该页面，请先登录！</p><a>点击这里返回</a>"),
        ("404", "<p>抱歉，您访问的页面不存在或已被删除！</p><p><a href='/'>返回首页</a></p>"),
        ("访问被拒绝", "<p>您的请求存在异常，已被网站防火墙拦截。</p><p>事件ID：7-12</p>"),
        ("澜川省方志馆", "<p>机构概况</p><p>通知公告</p><p>您访问的页面不存在！</p><p>3秒后自动返回首页</p>"),
        ("搜索结果", "<p>共找到 0 条与“渡口志”相关的结果</p><p>抱歉，没有找到您要的内容！</p>"),
    ],
)
def test_what_a_server_says_in_place_of_a_page_is_no_article(title: str, body: str) -> None:
    with pytest.raises(UnreadablePage):
        read_page(page(title, body))


def test_a_slider_to_be_drawn_is_named_as_a_captcha() -> None:
    text = "<p>为了保护您的访问安全，请完成以下验证</p><p>请按住滑块，拖动到最右边</p>"
    with pytest.raises(UnreadablePage) as told:
        read_page(SavedPage("page.html", f"<title>安全验证</title>{text}".encode(), None))
    assert told.value.reason == "captcha"


@pytest.mark.parametrize(
    "line",
    [
        "您要查看的文章不存在，这句话读者在砚湖市方志云里见过三百次，工作人员逐条查了原因，把断了的链接全部接好。",
        "网站改版以后，读者最常问的是“您要查看的文章已被删除”怎么办。编辑部逐条作了回复，旧文一篇也没有少。",
        "对不起，没有找到渡口旧志的下落，老人说，可是他还记得书上写的那三条河，一条一条都说得出来历。",
        "您的请求我们收到了，砚湖市方志馆这样答复每一位读者，并在三天之内把书送到他们的手上。",
    ],
)
def test_an_article_that_speaks_of_errors_keeps_every_line(line: str) -> None:
    text = f"<p>{line}</p><p>砚湖市方志云的读者按页面提示操作，有不明白的地方可以到方志馆询问。</p>"
    for body in (text, f"<p>时间：2023年6月30日</p>{text}"):
        (article,) = read_page(page("渡口旧志的下落", body)).articles
        assert line in article.body


@pytest.mark.parametrize("above", ["当前位置：首页 > 通知公告", "时间：2023年6月30日", ""])
@pytest.mark.parametrize("line", ["您访问的页面不存在！", "404 Not Found", "您没有权限浏览该页面，请先登录"])
def test_a_short_text_beside_an_error_is_read_where_the_page_has_what_articles_have(line: str, above: str) -> None:
    head = f"{line}\n{above}\n" if above else f"{line}\n澜川方志简报2023年第7期（总第90期）\n"
    text = f"{head}方志馆开放时间\n周二至周日开放。"
    (article,) = read_page(SavedPage("page.txt", text.encode(), None)).articles
    assert "周二至周日开放。" in article.body


@pytest.mark.parametrize("title", ["没有权限查看的档案", "对不起，没有找到您的墓碑", "共找到0条线索", "没有找到与我同龄的人"])
def test_a_headline_that_only_begins_like_an_error_is_the_title(title: str) -> None:
    lines = [title, "发布时间：2023-04-04 来源：砚湖日报", "砚湖市方志云的读者按页面提示操作，有不明白的地方可以到方志馆询问。"]
    assert read_page(SavedPage("page.txt", "\n".join(lines).encode(), None)).articles[0].title == title


def test_a_manual_that_says_how_to_log_in_keeps_every_line() -> None:
    lines = ["一、登录", "短信登录", "请输入用户名、密码", "二、检索", "您还没有登录，请先登录后访问。"]
    lines += ["请按住滑块，拖动到最右边", "共找到 0 条结果", "您的请求疑似攻击行为！"]
    text = "\n".join(f"<p>{line}</p><p>砚湖市方志云的读者按页面提示操作，有不明白的地方可以到方志馆询问。</p>" for line in lines)
    (article,) = read_page(page("方志云使用说明", f"<p>时间：2023年6月30日</p>{text}")).articles
    assert [line for line in lines if line not in article.body] == []


def test_headings_about_accounts_are_text() -> None:
    lines = ["注册账号", "扫码登录", "微信账号", "检查发现下列错误提示：", "404 Not Found"]
    text = "".join(f"<p>{line}</p><p>砚湖市方志云的读者按页面提示操作，有不明白的地方可以到方志馆询问。</p>" for line in lines)
    (article,) = read_page(page("方志云使用说明", f"<p>时间：2023年6月30日</p>{text}")).articles
    assert [line for line in lines if line not in article.body] == []
    assert read_page(page("扫码登录", f"<p>时间：2023年6月30日</p>{text}")).articles[0].title == "扫码登录"


@pytest.mark.parametrize("above", ["<p>当前位置：首页 > 通知公告</p>", "<p>时间：2023年6月30日</p>"])
def test_a_short_notice_is_read_where_something_stands_above_it_that_articles_have(above: str) -> None:
    html = f"<html><body>{above}<h1>方志馆开放时间</h1><p>周二至周日开放。</p>{FORMS['lines']}</body></html>"
    assert read_page(SavedPage("page.html", html.encode(), None)).articles[0].body == "周二至周日开放。"
