namespace Jingan.TargetMgmt.Demo;

/// <summary>What every text of a made-up record begins with: whoever meets one alone, in a report or an export,
/// must not take it for real.</summary>
internal static class Synthetic
{
    public const string Mark = "【合成数据 synthetic】";

    private static readonly string[] Surnames = ["王", "李", "张", "陈", "周", "徐", "沈", "顾", "陆", "朱"];

    private static readonly string[] Assessors = ["甲", "乙", "丙"];

    public static string Text(string text) => Mark + text;

    /// <summary>Whether a text says of itself that it is made up.</summary>
    public static bool IsSaidIn(string? text) => text?.Contains(Mark, StringComparison.Ordinal) == true;

    /// <summary>How the summary of a report ends: it says where it is from.</summary>
    public static string SeedSaid(ulong seed) => $"由 jtm demo 生成，种子 {seed}。";

    /// <summary>Who signs for a unit: one person the whole year.</summary>
    public static string SignatoryOf(ulong seed, string unit) =>
        Text(SplitMix64.For(seed, "signatory", unit).Pick(Surnames) + "某");

    /// <summary>The name of one of the three assessors.</summary>
    public static string AssessorName(int assessor) => Text("评估员" + Assessors[assessor]);
}
