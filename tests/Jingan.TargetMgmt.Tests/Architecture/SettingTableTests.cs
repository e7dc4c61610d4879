using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Tests.Architecture;

/// <summary>Every setting that the service reads stands in the operator's manual: what nobody can find, nobody
/// sets.</summary>
public sealed partial class SettingTableTests
{
    private static readonly string Manual =
        File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));

    public static TheoryData<string> Settings =>
    [
        .. from source in Repository.Sources
           where source.Key.EndsWith("Options.cs", StringComparison.Ordinal)
               && !source.Key.Contains(".Cli/", StringComparison.Ordinal)
               && !source.Key.Contains(".Web/", StringComparison.Ordinal)
           from Match property in Property().Matches(source.Value)
           select $"{Path.GetFileNameWithoutExtension(source.Key)} {property.Groups["name"].Value}",
    ];

    [Fact]
    public void The_settings_are_found() => Assert.InRange(Settings.Count, 60, 200);

    [Theory, MemberData(nameof(Settings))]
    public void A_setting_stands_in_the_manual(string setting) =>
        Assert.Matches($@"[:`]{setting.Split(' ')[1]}\b", Manual);

    [GeneratedRegex(@"^    public [\w<>?\[\]]+ (?<name>\w+) \{ get;( (set|init);)? \}", RegexOptions.Multiline)]
    private static partial Regex Property();
}
