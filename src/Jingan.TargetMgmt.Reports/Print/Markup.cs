using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Jingan.TargetMgmt.Reports.Print;

/// <summary>HTML while it is written. What stands literally in the code is markup; what is put into it is text, and
/// encoded: there is no other way in.</summary>
internal sealed class Markup
{
    // Chinese stays readable in the source; what has a meaning in HTML, and half a character, does not.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text = new();

    /// <summary>Adds a piece, which is written while it is put together.</summary>
    public Markup Add([InterpolatedStringHandlerArgument("")] Piece piece)
    {
        _ = piece;
        return this;
    }

    /// <summary>A style sheet, which is no text.</summary>
    public void AddStyle(string css) => _text.Append("<style>").Append(css).Append("</style>\n");

    public override string ToString() => _text.ToString();

    [InterpolatedStringHandler]
    public readonly struct Piece
    {
        private readonly StringBuilder _text;

        public Piece(int literalLength, int formattedCount, Markup markup)
        {
            _text = markup._text;
            _text.EnsureCapacity(_text.Length + literalLength + (formattedCount * 8));
        }

        public void AppendLiteral(string markup) => _text.Append(markup);

        public void AppendFormatted(string? text) => _text.Append(text is null ? "" : Encoder.Encode(text));

        public void AppendFormatted(int number) => _text.Append(CultureInfo.InvariantCulture, $"{number}");

        public void AppendFormatted(long number) => _text.Append(CultureInfo.InvariantCulture, $"{number}");

        public void AppendFormatted(decimal? number) => _text.Append(CultureInfo.InvariantCulture, $"{number}");
    }
}
