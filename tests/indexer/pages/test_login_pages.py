"""Pages of login forms: told from articles, whose pages may have such a form beside or over them."""

from __future__ import annotations

import pytest

from indexer.errors import UnreadablePage
from indexer.pages import SavedPage, read_page

FORMS = {
    "lines": "请输入用户名<br>请输入密码<br>请输入验证码<br><button>登录</button>",
    "labels": "用户名：<input> 密码：<input> 请输入验证码 <input> <button>登录</button>",
    "ways to log in": "账号登录<br>短信登录<br>请输入账号/手机号<br>请输入密码<br><a>忘记密码</a><button>登录</button>",
}
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


@pytest.mark.parametrize("form", FORMS)
def test_a_form_beside_an_article_takes_nothing_from_it(form: str) -> None:
    body = "<p>时间：2023年6月30日</p><p>砚湖市昨日启动村志编纂，六个村的主笔到会。</p>"
    (article,) = read_page(page("砚湖市启动村志编纂", body + FORMS[form])).articles
    assert article.body == "砚湖市昨日启动村志编纂，六个村的主笔到会。"


@pytest.mark.parametrize("form", FORMS)
def test_a_page_whose_text_is_a_picture_is_not_taken_for_its_form(form: str) -> None:
    with pytest.raises(UnreadablePage) as told:
        read_page(page("砚湖市启动村志编纂", "<p>来源：砚湖市方志办 时间：2023年6月30日</p>" + FORMS[form]))
    assert told.value.reason == "empty-body"
