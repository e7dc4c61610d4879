using System.Globalization;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Web.Languages;

/// <summary>The language of the pages. It is the app's, not the thread's: what the framework keeps of a culture holds
/// for one event alone.</summary>
public static class Language
{
    public static bool IsEnglish { get; set; }

    public static CultureInfo Culture => CultureInfo.GetCultureInfo(IsEnglish ? "en" : "zh-CN");

    /// <summary>A sentence in the language of the pages.</summary>
    public static string Of(Text text) => Of(text.Zh, text.En);

    /// <summary>One of two texts that say the same.</summary>
    public static string Of(string zh, string en) => IsEnglish ? en : zh;
}
