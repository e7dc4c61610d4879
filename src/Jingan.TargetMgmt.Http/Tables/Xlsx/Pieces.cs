using System.Text;

namespace Jingan.TargetMgmt.Http.Tables.Xlsx;

/// <summary>A text that comes in pieces, nearly always in one.</summary>
/// <param name="most">How long it may become.</param>
internal sealed class Pieces(int most)
{
    private string? _only;
    private StringBuilder? _all;

    /// <summary>Takes a piece; false of one that makes the text too long, as null does.</summary>
    public bool Add(string? piece)
    {
        if (piece is null || piece.Length > most - (_all?.Length ?? _only?.Length ?? 0))
        {
            return false;
        }

        if (_all is not null)
        {
            _all.Append(piece);
        }
        else if (string.IsNullOrEmpty(_only))
        {
            _only = piece;
        }
        else
        {
            _all = new StringBuilder(_only).Append(piece);
        }

        return true;
    }

    public override string ToString() => _all?.ToString() ?? _only ?? "";
}
