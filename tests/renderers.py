"""Articles -> pages, one renderer a layout: the other way round of the reader, for `parse(render(article)) == article`.

A renderer writes what its layout can say; `strategies` make articles that say nothing else. Pages and people are invented.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape

from hypothesis import strategies as st

from indexer.article import Article, article_id

Renderer = Callable[[Sequence[Article]], str]
WORDS = [
    *("渡口", "石牌", "旧志", "年鉴", "方志馆", "编纂", "口述", "村史", "船工", "河堤"),
    *("书库", "校样", "地名", "族谱", "碑刻", "拓片", "古桥", "梯田", "集市", "戏台"),
]
HEADS = ["旧志逐页上网", "渡口石牌立成", "村史馆里的账本", "老船工口述成书", "书库夜校开讲", "梯田地名普查收官"]
PEOPLE = ["周砚秋", "陆景行", "顾云舟", "贺知微", "温如许", "秦汉生", "叶蓁", "苏晚晴", "罗成器", "范一苇", "唐慕白", "韩松子"]
UNITS = ["省志编纂处", "机关党委", "方志年鉴处", "栖云市地方志办公室", "丹屏市史志办", "青砚县地方志工作办公室"]
SECTIONS = ["特别关注", "市州动态", "经验交流", "省直动态"]
OFFICE = "澜川省地方志工作办公室"

sentences = st.builds(
    lambda place, words, count: f"{place}把{'、'.join(words)}逐一登记造册，共计{count}件，并请乡里老人核对，读者可到馆里查阅。",
    st.sampled_from(["栖云市", "丹屏市", "青砚县", "北渡市", "云坞县"]),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=5, unique=True),
    st.integers(2, 9999),
)
bodies = st.lists(sentences, min_size=1, max_size=4, unique=True).map("\n".join)
moments = st.datetimes(datetime(2015, 1, 2), datetime(2024, 12, 30)).map(lambda moment: moment.replace(microsecond=0))


@st.composite
def bulletins(draw: st.DrawFn) -> tuple[Article, ...]:
    """An issue of one piece: 政工简讯, with its year in the title."""
    moment = draw(moments)
    number = draw(st.integers(1, 60))
    total = draw(st.one_of(st.none(), st.integers(number, 900)))
    shown = f"澜川省地方志办政工简讯{moment.year}年第{number}期" + (f"(总第{total}期)" if total else "")
    return _with_ids(
        Article(
            id="",
            title=draw(st.sampled_from(HEADS)),
            body=draw(bodies),
            series="政工简讯",
            year=moment.year,
            issue=number,
            total_issue=total,
            issue_title=shown,
            subtitle=draw(st.one_of(st.none(), st.just("一次读书会的记录"))),
            authors=tuple(draw(st.lists(st.sampled_from(PEOPLE), max_size=3, unique=True))),
            contributor=draw(st.one_of(st.none(), st.sampled_from(UNITS))),
            source=draw(st.one_of(st.none(), st.just(OFFICE))),
            published=moment,
            column=f"{moment.year}年政工简讯",
            reviewer=draw(st.one_of(st.none(), st.sampled_from(PEOPLE))),
        )
    )


@st.composite
def issues(draw: st.DrawFn) -> tuple[Article, ...]:
    """An issue of several pieces in sections: 工作简报, whose year stands in the column."""
    moment = draw(moments)
    number = draw(st.integers(1, 90))
    count = draw(st.integers(2, 5))
    titles = draw(st.permutations(HEADS))[:count]
    texts = draw(st.lists(bodies, min_size=count, max_size=count, unique=True))
    sections = sorted(draw(st.lists(st.integers(0, 2), min_size=count, max_size=count)))
    first = Article(
        id="",
        title="",
        body="",
        series="工作简报",
        year=moment.year,
        issue=number,
        total_issue=number + 300,
        issue_title=f"澜川省地方志工作简报第{number}期(总第{number + 300}期)",
        source=OFFICE,
        published=moment,
        column=f"{moment.year}年工作简报",
        reviewer=draw(st.one_of(st.none(), st.sampled_from(PEOPLE))),
    )
    return _with_ids(
        *(
            first._replace(
                title=title, body=body, section=SECTIONS[section], ordinal=at, contributor=draw(st.sampled_from(UNITS))
            )
            for at, (title, body, section) in enumerate(zip(titles, texts, sections, strict=True), start=1)
        )
    )


@st.composite
def news(draw: st.DrawFn) -> tuple[Article, ...]:
    """A page that is no bulletin, with its column as series."""
    moment = draw(moments)
    return _with_ids(
        Article(
            id="",
            title=draw(st.sampled_from(HEADS)),
            body=draw(bodies),
            series="市州动态",
            year=moment.year,
            authors=tuple(draw(st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True))),
            source=draw(st.sampled_from(["北渡网", "苍泉市方志馆", "澜川日报"])),
            published=draw(st.sampled_from([moment, moment.date()])),
            column="市州动态",
        )
    )


def _with_ids(*articles: Article) -> tuple[Article, ...]:
    return tuple(
        item._replace(
            id=article_id(
                series=item.series,
                year=item.year,
                issue=item.issue,
                issue_label=item.issue_label,
                ordinal=item.ordinal,
                url=item.url,
                title=item.title,
                published=item.published,
            ),
        )
        for item in articles
    )


# --- layouts ---


def _when(published: datetime | date | None) -> str:
    assert published is not None
    return f"{published:%Y-%m-%d %H:%M:%S}" if isinstance(published, datetime) else published.isoformat()


def _pieces(articles: Sequence[Article]) -> list[str]:
    """The lines of the text: sections, headlines, subtitles, paragraphs, signatures."""
    lines, section = [], None
    for item in articles:
        if item.section != section:
            section = item.section
            lines.append(f"【{section}】")
        if item.issue is not None:
            lines.append(item.title)
        lines += [f"——{item.subtitle}"] if item.subtitle else []
        lines += [f"　　{paragraph}" for paragraph in item.body.split("\n")]
        lines += [f"                  （{item.contributor}）"] if item.contributor else []
    return lines


def _header(first: Article) -> str:
    author = f"作者：{' '.join(first.authors)} " if first.authors else ""
    source = f"来源：{first.source} " if first.source else ""
    return f"{author}{source}发布时间：{_when(first.published)} 浏览次数：12 【字体：大 中 小】"


def site_text(articles: Sequence[Article]) -> str:
    """A page of the office's site saved as text, with all chrome."""
    first = articles[0]
    tail = [f"来源: {first.source}"] if first.source else []
    tail += [f"终审：{first.reviewer}"] if first.reviewer else []
    return "\n".join(
        [
            "尊敬的用户，您好！",
            "网站不支持您所使用的浏览器版本，建议更换浏览器后再来访问。",
            f"您的位置: 首页 >工作动态>{first.column} >详细内容",
            "2024-12-31 08:00:00",
            first.issue_title or first.title,
            _header(first),
            *_pieces(articles),
            *tail,
            "分享到：",
            "关闭本页 【打印正文】",
            "用户登录",
            "切换至语音验证码",
        ]
    )


def bare_text(articles: Sequence[Article]) -> str:
    """A page without chrome: column, title, header, text."""
    first = articles[0]
    tail = [f"终审:{first.reviewer}"] if first.reviewer else []
    return "\n\n".join([f"栏目:{first.column}", first.issue_title or first.title, _header(first), *_pieces(articles), *tail])


def site_html(articles: Sequence[Article]) -> str:
    """A page of the office's site, as a browser saves it."""
    first = articles[0]
    shown = escape(first.issue_title or first.title)
    paragraphs = "\n".join(f"<p>{_broken(line)}</p>" for line in _pieces(articles))
    reviewer = f"<p>终审：{first.reviewer}</p>" if first.reviewer else ""
    menu = "".join(f"<li><a href='/{at}'>{name}</a></li>" for at, name in enumerate(("首页", "动态", "史志", "下载")))
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{shown}-澜川省情网</title></head><body>
<ul class="nav">{menu}</ul><div class="wz">您的位置：<a>首页</a> &gt;<a>工作动态</a>&gt;<a>{first.column}</a> &gt;详细内容</div>
<div class="xl"><h1>{shown}</h1><div>{_header(first)}</div><div id="zoom">{paragraphs}</div>{reviewer}
<div>分享到：<a>微信</a></div></div><div class="hot"><p>{"别处的文章说了另一件事，和这一页没有关系，不该在正文里。" * 2}</p></div>
<div class="footer"><p>主办单位：{OFFICE}　澜ICP备05000000号-1</p></div></body></html>"""


def cells_html(articles: Sequence[Article]) -> str:
    """A page laid out in tables, its header's labels in cells of their own."""
    first = articles[0]
    labelled = [("发布日期", _when(first.published)), ("栏目", first.column or ""), ("来源", first.source or "")]
    labelled += [("作者", "、".join(first.authors))] if first.authors else []
    cells = "".join(f"<td><b>{label}</b></td><td><p>{value}</p></td>" for label, value in labelled if value)
    text = "<br>".join(map(_broken, _pieces(articles)))
    reviewer = f"<tr><td>终审：{first.reviewer}</td></tr>" if first.reviewer else ""
    shown = escape(first.issue_title or first.title)
    return f"""<html><head><meta charset="utf-8"><title>{shown}</title></head><body><table><tr><td><table>
<tr><td align=center><font size=5>{shown}</font></td></tr><tr><td><table><tr>{cells}</tr></table></td></tr>
<tr><td>{text}</td></tr>{reviewer}</table></td></tr></table></body></html>"""


def _broken(line: str) -> str:
    """Inline tags in the middle of a line, as editors leave them; line ends stay outside."""
    half = len(line) // 2
    return f"<span>{escape(line[:half])}</span><span lang='EN-US'>{escape(line[half:])}</span>".replace(" ", "&nbsp;")


@dataclass(frozen=True, slots=True)
class Layout:
    """A renderer, the suffix of its pages, and the articles it can write."""

    render: Renderer
    suffix: str
    articles: st.SearchStrategy[tuple[Article, ...]]


LAYOUTS = {
    f"{render.__name__}, {kind.__name__}": Layout(render, suffix, kind())
    for render, suffix in ((site_text, ".txt"), (bare_text, ".txt"), (site_html, ".html"), (cells_html, ".html"))
    for kind in (bulletins, issues, news)
}
