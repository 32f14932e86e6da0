"""What the help page says of the query language: one row an example. Tests parse every example and search the samples with it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """Something to type, and what it finds. `basic` ones stand beside the search box, too."""

    typed: str
    finds: str
    basic: bool = False


EXAMPLES: tuple[Example, ...] = (
    Example("方志云 石榴村", "两个词都要有，中间用空格隔开；先列一字不差的，再列按词匹配的", basic=True),
    Example('"方志云"', "引号里的字一字不差地出现，也可用 “\u00a0” 或 「\u00a0」", basic=True),
    Example("石榴村 OR 合唱团", "有其中一个即可，OR 要大写，前后留空格；也可写 |", basic=True),
    Example("方志云 -数字化", "有“方志云”，但没有“数字化”；- 要紧贴在词、引号或括号之前", basic=True),
    Example("(石榴村 | 砚边读书会) 年鉴", "括号里的先算，全角括号也行", basic=True),
    Example("第12期", "作者、单位、期号也能直接查；写全了（2021年第12期）还会给出到那一期的链接", basic=True),
    Example("“方志云”系统", "引号可以夹在词中间：等于“方志云”和 系统 都要有"),
    Example("标题:年鉴", "只在标题里找；标题: 也可写 title:，冒号全角半角都行"),
    Example('标题:"方志云"', "标题里一字不差"),
    Example("作者:顾云舟", "作者姓名里有“顾云舟”；也可写 author:"),
    Example("供稿:栖云市", "供稿单位里有“栖云市”；也可写 contributor:"),
    Example("来源:澜川日报", "来源正是澜川日报；也可写 source:"),
    Example("系列:政工简讯", "这个系列的文章；也可写 series:"),
    Example("年:2021", "2021年的文章；也可写 year:"),
    Example("年:2019..2022 石榴村", "2019年到2022年之间"),
    Example("期:12", "各年各系列的第12期；也可写 issue:"),
    Example("期:政工简讯:2021-12", "政工简讯2021年第12期；不写系列也行：期:2021-12"),
    Example("石榴村志怎样从村里人的口述开始写起来", "整句话、整个标题都可以贴进来：先列最相符的，缺哪些词会说明"),
    Example("石榴村在什么地方？", "短的问句也一样：不要求“什么”“哪里”这样的词都出现"),
)
