namespace Jingan.TargetMgmt.Government.WorkReports;

/// <summary>Units of measure and measure words 量词, as patterns. The longer come first.</summary>
internal static class MeasureWords
{
    /// <summary>万 and 亿 belong to the unit of measure, as reports write them: 3.74 万平方米.</summary>
    public const string Scale = "(?:万亿|百万|千万|亿|万)";

    /// <summary>What is counted one by one. Behind a word that only begins with such a sign there is no unit: 人民,
    /// 场馆, 部门.</summary>
    public const string Counted =
        "(?:人次|户次|家次|车次|架次|班次|件次|户家庭|人(?![民大才口均员居力工文物群心])|名(?!录|单|列)|位(?![于列居一])|户(?!籍|均)|家|"
        + "个(?!百分点|工作日|方面|领域|意识|自信|维护|月|季度|阶段|统一|环节|层面|重点领域|坚持|转变|百分|确保)|套|幢|栋|座|条|项(?!规定)|处(?![置理])|件|"
        + "台(?![账阶])|辆|所(?![有在需以])|间|张|场(?![景所馆地次])|次(?![供开元征创出])|片|宗|株|棵|支(?![持撑付])|组|对(?=夫妻)|艘|架|根|盏|"
        + "块(?!状)|枚|篇|册|卷|部(?![门分署])|期(?=项目)|标段|泊位|车位|床位|门店|网点|站点|厅|只)";

    /// <summary>What is measured.</summary>
    public const string Measured =
        "(?:平方公里|平方千米|平方米|立方米|微克/立方米|毫克/立方米|微克每立方米|毫克/升|吨标准煤|公里|千米|公顷|公斤|斤|亩|米|"
        + "吨|千瓦时|兆瓦时|兆瓦|千瓦|美元|欧元|元/平方米|元/人|元|个百分点|百分点|%|‰|分贝|兆|标方|立方|TEU|标准箱)";

    /// <summary>Spans of time and points. They are often part of a name (15分钟生活圈), so they are taken only where a word
    /// beside them compares.</summary>
    public const string Timed =
        "(?:个工作日|工作日|小时|分钟|天(?!然)|秒|岁|分(?![钟之别类局公中批步级期会院散布享工管区行支部析流]))";

    public static bool IsRate(string? unit) => unit is "%" or "‰" or "个百分点" or "百分点";
}
