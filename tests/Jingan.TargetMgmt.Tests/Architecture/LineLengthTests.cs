namespace Jingan.TargetMgmt.Tests.Architecture;

/// <summary>Lines that two windows beside each other can show: 120 characters, wherever code is written.</summary>
public sealed class LineLengthTests
{
    private const int Most = 120;

    // A raw or verbatim literal is data: its lines are as long as what they hold.
    private static readonly string[] Literals = ["\"\"\"", "@\""];

    [Fact]
    public void No_line_of_code_has_more_than_120_characters()
    {
        Assert.Contains(Repository.Code, f => f.EndsWith("LineLengthTests.cs", StringComparison.Ordinal));
        Assert.Empty(Repository.Code.SelectMany(f => TooLong(File.ReadAllLines(f)).Select(n => $"{f}:{n}")));
    }

    [Fact]
    public void A_line_that_is_too_long_is_found_and_data_is_not()
    {
        var words = string.Join(' ', Enumerable.Repeat("word", 25));
        string[] source =
        [
            $"// {words}", "var a = 1;", $"var x = \"\"\"{words}\"\"\";", "var y = \"\"\"", words, "\"\"\";",
            $"var z = {words};",
        ];
        Assert.Equal([1, 7], TooLong(source));
    }

    private static IEnumerable<int> TooLong(IReadOnlyList<string> lines)
    {
        var isData = false;
        for (var i = 0; i < lines.Count; i++)
        {
            var holdsData = isData || Literals.Any(l => lines[i].Contains(l, StringComparison.Ordinal));
            isData ^= (lines[i].Split("\"\"\"").Length & 1) == 0;
            if (lines[i].Length > Most && !holdsData && lines[i].Split(' ').Max(word => word.Length) <= Most / 2)
            {
                yield return i + 1;
            }
        }
    }
}
