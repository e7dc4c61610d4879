using System.Globalization;
using System.Text;

namespace Jingan.TransparencyLog.Tests;

/// <summary>The entries of the golden log, in the form that its entryFormat describes.</summary>
internal static class GoldenLog
{
    private static readonly string[] Ratings = ["green", "yellow", "red"];

    public static byte[] Entry(int i) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"seq":{{i}},"target":"T{{i % 997:0000}}","rating":"{{Ratings[i % 3]}}"}"""));
}
