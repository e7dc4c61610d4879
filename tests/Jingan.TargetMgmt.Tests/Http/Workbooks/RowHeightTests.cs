using Jingan.TargetMgmt.Http.Workbooks;

namespace Jingan.TargetMgmt.Tests.Http.Workbooks;

/// <summary>A row is as high as the cell in it that needs most lines.</summary>
public sealed class RowHeightTests
{
    [Theory]
    [InlineData("", 10, 1)]
    [InlineData("abcdefghi", 10, 1)]
    [InlineData("abcdefghij", 10, 2)]
    [InlineData("目标目标", 10, 1)]
    [InlineData("目标目标目", 10, 2)]
    [InlineData("a\nb\n", 10, 3)]
    public void A_text_needs_so_many_lines(string text, double width, int lines)
    {
        Assert.Equal((lines * 13.5) + 3, RowHeight.Of([("x", 10), (text, width)]));
        Assert.Equal(lines > 1, RowHeight.OrFree((text, width)) is { Height: not null });
    }

    [Fact]
    public void No_row_is_higher_than_a_spreadsheet_takes() =>
        Assert.Equal(409, RowHeight.Of([(new string('\n', 1_000), 10)]));
}
