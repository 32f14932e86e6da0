"""Names that stand above a title or beside a day without being a title: of a site, a paper, an office, a column."""

from __future__ import annotations

import re

from indexer.analysis import HAN
from indexer.pages.plain import plain, squeeze

from .people import bare_names
from .units import is_unit

_LONGEST = 16
_SITE = re.compile(rf"[{HAN}·()-]{{1,14}}(?:网|网站|门户|官网|网首页|首页)\Z")
_PAPER = re.compile(
    rf"《?(?:[{HAN}]{{2,8}}(?:[日晚早晨时商]报|(?:都市|青年|法[治制]|教育|农民|工人|经济)报|通讯社|客户端)|新华社)》?\Z"
)
_REPORT = re.compile(
    r"(?:疫情|水情|汛情|防汛|雨情|旱情|抗旱|火情|灾情|舆情|工作|信息|值班|生产|行情)日报|创办|创刊|复刊|停刊|编印|星期"
)
_SAYS = re.compile(
    r"建成|开通|上线|发布|启动|召开|举办|开展|加强|走进|走入|联网|入网|助力|打造|讲好|写好|赋能|绘就|谱写|建设|服务发展|"
    r"(?:大|全|格|新|开|布|结)局\Z"  # no office either
)
_JOINS = re.compile("[了的为把被与和]|学习|推进")
_COLUMN = re.compile(
    r"(?:频道|平台|专栏|专题|专区|栏目|动态|公开|公告|要闻|新闻|快讯|简报|简讯|导航|方志|史志|年鉴|中心|政务|服务|热线|列表|正文|详情|系统)\Z"
)
_BANNER = re.compile(r"欢迎|热烈庆祝|热烈祝贺|今天是|您|请|本站|本网|手机版|无障碍|长者")


def names_site(text: str) -> bool:
    """True for the name of a web site, such as 澜川史志网 or 澜川省人民政府门户网站."""
    view = plain(text).strip()
    return len(view) <= _LONGEST and _SITE.match(view) is not None and not (_SAYS.search(view) or _JOINS.search(view))


def names_paper(text: str) -> bool:
    """True for who prints or sends out news: 澜川日报, 《澜川青年报》, 新华社. 快报 and 天气预报 are none."""
    name = plain(text).strip()
    return _PAPER.match(name) is not None and _SAYS.search(name) is None and _REPORT.search(name) is None


def names_office(text: str) -> bool:
    """True for the name of a unit alone on its line; 服务发展大局 and 建成县方志馆 end like one and say something."""
    return is_unit(text) and _SAYS.search(squeeze(text)) is None


def is_name(text: str) -> bool:
    """True for a line that names a site, a column, an office or people, or greets: no part of a headline."""
    view = squeeze(text[:80])
    return (
        names_site(text)
        or names_office(text)
        or bool(bare_names(text))
        or _COLUMN.search(view) is not None
        or _BANNER.match(view) is not None
    )
