"""People's names as header lines and bylines write them. Splits what a label introduces; invents no name.

`names` trusts its label: whatever stands behind 作者 is an author. `bare_names` reads a line without any label, so it wants
known surnames and the exact shape of a name.
"""

from __future__ import annotations

import re

from indexer.analysis import HAN, HAN_CHARACTER
from indexer.pages.plain import plain

from .units import is_office, is_place, is_unit

_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐"
    "费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁"
    "杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚"
    "程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸"
    "司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀浦尚农温别庄晏"
    "柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧沃利蔚越夔隆师巩聂晁勾敖融冷訾辛阚那简饶曾沙养鞠须丰巢"
    "关蒯相查后荆红游竺权盖益桓公肖闫涂代付岳帅邸覃佟植涂候禤佘仝"
)
_COMPOUND = "欧阳 司马 上官 诸葛 东方 夏侯 皇甫 尉迟 公孙 慕容 司徒 令狐 宇文 长孙 端木 南宫 欧陽 申屠 澹台"
_COMPOUND_SURNAMES = frozenset(_COMPOUND.split())
_HAN_NAME = re.compile(rf"[{HAN}]{{2,4}}\Z")
_DOTTED_NAME = re.compile(rf"[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}}){{1,4}}\Z")
_LATIN = re.compile(r"[A-Za-z.'-]+\Z")
_SEPARATORS = re.compile(r"[、,，;；/／|｜&＆]")
_BRACKETED = re.compile(r"[(（][^()（）]{0,60}[)）]")
# what may stand in front of 记者: header lines, bylines and sources know the same ranks
RANK = r"(?:本[报网刊社台]|全媒体|融媒体|见习|实习|特约|首席|高级)"
RANKS = rf"{RANK}{{0,4}}"
_JOURNALIST = re.compile(rf"{RANKS}(?:记者|通讯员|实习生|评论员)[:：]?")
_ROLE = rf"{RANKS}(?:撰稿人?|作者|整理|摄影|文图|图文|(?P<letter>[文图摄]))[:：]?\Z"
_ROLE_ALONE = re.compile(_ROLE)
_ROLE_GLUED = re.compile(rf"(?<=..){_ROLE}")
_HALF_WITH_ROLE = re.compile(rf"(?P<half>[{HAN}]){_ROLE}")
_TEXT_AND_PICTURES = re.compile(
    rf"(?:(?<=[{HAN}]{{2}})|(?<![{HAN}]))(?:文[/／、](?:图|摄影?)|图[/／、]文)[:：]?(?=[ \u3000、,，;；]|\Z)"
)
_BYLINE_SIGN = re.compile(r"\A[□■◎○●]\s*")
_WRITERS = re.compile(rf"{RANKS}(?:记者|通讯员|实习生|评论员)[:：\s\u3000]")
_LONGEST_BYLINE = 48
_NOBODY = frozenset(
    ("佚名", "未知", "匿名", "不详", "无", "暂无", "null", "undefined", "none", "-", "--", "—", "本站", "admin", "administrator")
)


def names(value: str) -> tuple[str, ...]:
    """The people (or, where no person is named, the units) that a labelled value lists, in order and without repeats.

    Names are parted by punctuation or spaces; a space inside a name is closed up (宋 屿 is 宋屿). What stands in brackets
    behind a name is not part of it. Beside a person, the name of a unit is no author.
    """
    found = listed_names(value)
    people = tuple(name for name in found if not is_unit(name) or (is_person(name) and not is_office(name)))
    return people or found


def listed_names(value: str) -> tuple[str, ...]:
    """All that a labelled value lists, people and units, parted as `names` parts them."""
    listed = _listed(_BRACKETED.sub(" ", _BYLINE_SIGN.sub("", value.lstrip(), count=1)))
    return tuple(dict.fromkeys(name for name in listed if not is_nobody(name) and name.strip("{}[]【】 ")))


def is_nobody(name: str) -> bool:
    """True for what a system writes where nobody is named: admin, 佚名, 本站."""
    return name.lower() in _NOBODY


def bare_names(line: str) -> tuple[str, ...]:
    """The people of a line that holds nothing but names, such as 陆景行 or 沈 岚; () when it may be anything else."""
    words = line.split()
    if not 1 <= len(words) <= 6 or len(line) > 24 or (len(words) == 1 and len(words[0]) != 3):
        return ()
    found = _joined(words)
    return tuple(found) if all(is_person(name) and not is_unit(name) and not is_place(name) for name in found) else ()


def byline_names(line: str) -> tuple[str, ...]:
    """The people of a line that says by a sign or a role who wrote: □通讯员 叶蓁 宋屿 记者 沈岚, ◎ 陆景行; () for any other."""
    sign = _BYLINE_SIGN.match(line)
    rest = line[sign.end() :] if sign else line
    if len(line) > _LONGEST_BYLINE or _WRITERS.match(rest) is None:
        return bare_names(rest) if sign else ()
    found = _listed(rest)
    return tuple(found) if all(is_person(name) and not is_unit(name) for name in found) else ()


def is_person(name: str) -> bool:
    """True for the shape of a Chinese name with a known surname: two or three characters, four with a compound surname."""
    if _DOTTED_NAME.match(name):
        return True
    if not _HAN_NAME.match(name):
        return False
    known = plain(name)
    return known[:2] in _COMPOUND_SURNAMES if len(name) == 4 else known[0] in _SURNAMES


def are_people(value: str) -> bool:
    """True for a value that lists people and nothing else."""
    listed = names(value)
    return bool(listed) and all(map(is_person, listed))


def _listed(value: str) -> list[str]:
    """The names of a value, parted and without the roles beside them."""
    text = _JOURNALIST.sub(" ", _TEXT_AND_PICTURES.sub(" ", value))
    chunks = [_half_names_freed(chunk.split()) for chunk in _SEPARATORS.split(text)]
    glued = {match["letter"] or "摄" for words in chunks for word in words if (match := _ROLE_GLUED.search(word)) is not None}
    several = len(chunks[-1]) > 1 and sum(map(len, chunks)) > 2
    last = _ROLE_ALONE.match(chunks[-1][-1]) if several and not _is_half_of_name(chunks[-1], len(chunks[-1]) - 1) else None
    if last is not None and last["letter"] != "文":  # 叶蓁文 宋屿 摄
        glued.add(last["letter"] or "摄")
    parting = frozenset(glued & {"文", "图", "摄"}) if "文" in glued else frozenset()
    return [name for words in chunks for name in _joined(_without_roles(words, parting))]


def _half_names_freed(words: list[str]) -> list[str]:
    """宋 屿 for 宋 屿摄: a role glued to the second half of a spread name."""
    freed, is_half = list(words), False
    for at, word in enumerate(words):
        half = _HALF_WITH_ROLE.match(word) if is_half else None
        if half is not None and is_person(words[at - 1] + half["half"]):
            freed[at] = half["half"]
        is_half = len(word) == 1 and not is_half and _ROLE_ALONE.match(word) is None
    return freed


def _without_roles(words: list[str], parting: frozenset[str]) -> list[str]:
    """文, 图 and other roles stand beside a name or at its end, and 文 and 图 end the names of people too: 杨博文, 周 文."""
    own = [word for at, word in enumerate(words) if not _ROLE_ALONE.match(word) or _is_half_of_name(words, at)]
    return [_without_glued_role(word, parting) for word in own]


def _is_half_of_name(words: list[str], at: int) -> bool:
    """True for 文 in 周 文 and for the surname in 文 明, where characters stand alone; not in 沈 岚 文."""
    before, behind = ([len(word) == 1 for word in part] for part in (words[max(0, at - 2) : at], words[at + 1 : at + 3]))
    if before[-1:] != [True]:
        return behind == [True] and not _ROLE_ALONE.match(words[at + 1])
    return before != [True, True] and not _ROLE_ALONE.match(words[at - 1]) and is_person(words[at - 1] + words[at])


def _without_glued_role(word: str, parting: frozenset[str]) -> str:
    """张晓 for 张晓摄. 文 and 图 are a role where no person's name ends with them, and where they part several: 叶蓁文 宋屿图."""
    role = _ROLE_GLUED.search(word)
    if role is None:
        return word
    name = word[: role.start()]
    if role["letter"] not in ("文", "图"):
        return name
    return name if not is_person(word) or len(parting) > 1 else word


def _joined(words: list[str]) -> list[str]:
    """Words of one chunk -> names: single characters are halves of a name, Latin words belong together."""
    found: list[str] = []
    open_half = False
    for word in words:
        if open_half and len(word) <= 2 and HAN_CHARACTER.match(word):
            found[-1] += word
            open_half = False
        elif len(word) == 1 and HAN_CHARACTER.match(word) and found and plain(found[-1]) in _COMPOUND_SURNAMES:
            found[-1] += word
        elif found and _LATIN.match(word) and _LATIN.match(found[-1].split()[-1]):
            found[-1] += f" {word}"
        else:
            found.append(word)
            open_half = len(word) == 1 and HAN_CHARACTER.match(word) is not None
    return found
