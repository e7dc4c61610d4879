namespace Jingan.TargetMgmt.Reports.Notices.Word;

/// <summary>A content control 内容控件 that a template must have, because facts stand in it. What else a template has
/// is the office's: the service leaves it as it is.</summary>
/// <param name="Tag">What the service knows it by.</param>
/// <param name="Name">What it is called in Word.</param>
internal sealed record NoticeControl(string Tag, string Name)
{
    public static readonly NoticeControl Title = new("title", "标题");
    public static readonly NoticeControl Basis = new("basis", "依据和数据截止");
    public static readonly NoticeControl Overview = new("overview", "总体情况");
    public static readonly NoticeControl Lights = new("lights", "亮灯情况");
    public static readonly NoticeControl Attention = new("attention", "红灯、黄灯事项");
    public static readonly NoticeControl Reporting = new("reporting", "填报情况");
    public static readonly NoticeControl AttentionList = new("attention-list", "红灯、黄灯事项清单");
    public static readonly NoticeControl ProgressTable = new("progress-table", "全部目标进展表");
    public static readonly NoticeControl Check = new("check", "核对方法");

    public static readonly IReadOnlyList<NoticeControl> All =
        [Title, Basis, Overview, Lights, Attention, Reporting, AttentionList, ProgressTable, Check];
}
