using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Tests.Architecture;

/// <summary>Usings stand in one order, the system's first, so that nobody's editor moves another's.</summary>
public sealed partial class UsingOrderTests
{
    [Fact]
    public void Usings_stand_in_order()
    {
        Assert.Contains(Repository.Code, f => f.EndsWith("UsingOrderTests.cs", StringComparison.Ordinal));
        Assert.DoesNotContain(Repository.Code, f => !IsInOrder(File.ReadAllText(f)));
    }

    [Theory]
    [InlineData("using System;\nusing System.Text;\nusing Dapper;\nusing Jingan.A;\nusing Jingan.A.B;\n", true)]
    [InlineData("using Dapper;\nusing System;\n", false)]
    [InlineData("using Jingan.B;\nusing Jingan.A;\n", false)]
    [InlineData("using Jingan.B;\nusing static Jingan.A;\nusing A = Jingan.A;\n", true)]
    [InlineData("namespace X;\n", true)]
    public void Another_order_is_found(string source, bool isInOrder) => Assert.Equal(isInOrder, IsInOrder(source));

    private static bool IsInOrder(string source)
    {
        var names = Using().Matches(source).Select(m => m.Groups[1].Value).ToList();
        return names.SequenceEqual(names
            .OrderBy(n => n != "System" && !n.StartsWith("System.", StringComparison.Ordinal))
            .ThenBy(n => n, StringComparer.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"^using ([\w.]+);\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Using();
}
