"""What stands below a page's text, and what of it is text all the same."""

from __future__ import annotations

import pytest

from indexer.article import Article
from indexer.pages import SavedPage, read_page

HEAD = "砚湖市启动村志编纂\n来源：砚湖市志办 发布时间：2023-02-17 11:00:00\n"
TEXT = (
    "砚湖市日前启动村志编纂工作，市志办组织各县区业务骨干开展专题培训，明确编纂体例和时间安排。\n"
    "培训采取集中授课与分组讨论相结合的方式，邀请省内专家讲解资料收集、口述访谈与篇目设计等内容。\n"
    "与会人员一致表示，将以此次培训为契机，高质量完成首批村志编纂任务，为各村留存史料。"
)


def article(tail: str) -> Article:
    (found,) = read_page(SavedPage("page.txt", f"{HEAD}{TEXT}\n{tail}".encode(), None)).articles
    return found


@pytest.mark.parametrize("line", ["下一步，全市将开展试点。", "附件：1.首批村志名单.docx"])
def test_a_sentence_or_an_annex_below_a_labelled_line_is_text(line: str) -> None:
    found = article(f"供稿：砚湖市方志馆\n{line}")
    assert found.body == f"{TEXT}\n{line}"
    assert found.contributor == "砚湖市方志馆"


def test_a_signature_below_a_labelled_line_is_read() -> None:
    found = article("终审：宋屿\n（砚湖市方志馆）")
    assert (found.reviewer, found.contributor) == ("宋屿", "砚湖市方志馆")
    assert found.body == TEXT


@pytest.mark.parametrize("buttons", ["关闭本页 【打印正文】", "分享到:"])
def test_nothing_below_the_buttons_is_text(buttons: str) -> None:
    assert article(f"终审：宋屿\n{buttons}\n欢迎关注我们的公众号。\n附件下载").body == TEXT


def test_share_texts_on_one_line_hide_no_reviewer() -> None:
    share = "微信扫一扫:分享 Scan me! 微信里点“发现”,扫一下 二维码便可将本文分享至朋友圈。"
    found = article(f"来源: 砚湖市志办\n终审:宋屿\n分享到: 关闭本页 【打印正文】 x\n{share}\n× 用户登录")
    assert (found.reviewer, found.body) == ("宋屿", TEXT)
