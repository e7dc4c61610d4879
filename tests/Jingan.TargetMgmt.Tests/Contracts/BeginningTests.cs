using System.Text;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Tests.Contracts;

/// <summary>What is shown of a long text can be written wherever a text can.</summary>
public sealed class BeginningTests
{
    [Theory]
    [InlineData("目标", 2, "目标")]
    [InlineData("目标", 1, "目")]
    [InlineData("a😀b", 2, "a")]
    [InlineData("a😀b", 3, "a😀")]
    [InlineData("😀", 1, "")]
    public void A_character_is_not_cut_in_half(string text, int most, string beginning) =>
        Assert.Equal(beginning, Beginning.Of(text, most));

    [Fact]
    public void So_a_quoted_value_is_always_text()
    {
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        foreach (var before in Enumerable.Range(0, 45))
        {
            strict.GetBytes(RefusedValueException.Quote(
                new string('x', before) + string.Concat(Enumerable.Repeat("😀", 30))));
        }
    }
}
