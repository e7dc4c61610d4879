using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Tables.Xlsx;

/// <summary>Why what stands in a cell is not taken, and what to write instead.</summary>
internal static class CellFault
{
    public static readonly Text NoType = new("单元格类型无法识别；请重新填写", "The cell's type is not known; fill it in anew");

    public static readonly Text NoStyle = new(
        "单元格的格式已丢失，无法确定数字的含义；请设为“常规”后重新填写",
        "The cell's format is lost, and with it what the number means; set it to General and fill it in anew");

    // WPS writes a picture placed in a cell as a formula of its own.
    public static Text Formula(string formula) => formula.Contains("DISPIMG(", StringComparison.OrdinalIgnoreCase)
        ? new("单元格里是图片，不能读出内容；请填写文字，图片作为佐证材料上传",
            "The cell holds a picture, of which nothing can be read; write text, and upload the picture as evidence")
        : formula.Length == 0
        ? new("单元格是公式；请选择性粘贴为数值", "The cell is a formula; paste it as a value")
        : new($"单元格是公式“={RefusedException.Short(formula)}”；请选择性粘贴为数值",
            $"The cell is the formula \"={RefusedException.Short(formula)}\"; paste it as a value");

    public static Text Error(string error) => new(
        $"单元格是错误值“{RefusedException.Short(error)}”；请填写数值或文字",
        $"The cell holds the error \"{RefusedException.Short(error)}\"; write a value or a text");

    public static Text NoNumber(string text) => new(
        $"“{RefusedException.Short(text)}”不是数值；请重新填写",
        $"\"{RefusedException.Short(text)}\" is no number; fill it in anew");

    public static Text OutOfRange(string text) => new(
        $"数值“{RefusedException.Short(text)}”过大或过小；请核对后重新填写",
        $"The number \"{RefusedException.Short(text)}\" is too large or too small; check it and fill it in anew");

    public static Text NoBoolean(string text) => new(
        $"“{RefusedException.Short(text)}”不是 TRUE 或 FALSE；请重新填写",
        $"\"{RefusedException.Short(text)}\" is neither TRUE nor FALSE; fill it in anew");

    public static Text NoDay(string text) => new(
        $"“{RefusedException.Short(text)}”不是日期；请按 2018-06-30 的样式填写",
        $"\"{RefusedException.Short(text)}\" is no day; write it like 2018-06-30");

    public static Text TimeLost(string text) => new(
        $"日期中含有未显示的时间“{text}”；请只填写日期，如 2018-06-30",
        $"The day has a time that is not shown, \"{text}\"; write the day alone, such as 2018-06-30");

    public static Text NoText(string index) => new(
        $"单元格指向不存在的文字（第 {RefusedException.Short(index)} 条）；请重新填写",
        $"The cell points to text {RefusedException.Short(index)}, which is not there; fill it in anew");

    public static Text Scaled(string number, string? format) => new(
        $"单元格格式“{format}”把 {number} 缩小显示，所见与所存不同；请设为“常规”后按计量单位填写",
        $"The format \"{format}\" shows {number} divided; set the cell to General and write it in the unit of measure");
}
