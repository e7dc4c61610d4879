using System.Xml;
using Jingan.TargetMgmt.Http.Unpacking;

namespace Jingan.TargetMgmt.Http.Tables.Xlsx;

/// <summary>A part's characters, counted from node to node: none may be long.</summary>
internal sealed class MeteredText(TextReader inner, string part, TableLimits limits) : WatchedText(inner)
{
    // A text as long as a cell takes, each character written as &#x10FFFF;.
    private readonly long _most = Math.Max(65_536L, 10L * limits.CellCharacters);
    private long _sinceNode;
    private bool _isBegun;

    /// <summary>Whether the part begins with a document type, which is where entities are declared.</summary>
    public bool HasDocumentType { get; private set; }

    public void NextNode() => _sinceNode = 0;

    protected override void Watch(ReadOnlySpan<char> read)
    {
        if (!_isBegun)
        {
            _isBegun = true;
            HasDocumentType = read.IndexOf("<!DOCTYPE", StringComparison.Ordinal) >= 0;
        }

        _sinceNode += read.Length;
        if (_sinceNode > _most)
        {
            throw RefusedException.TooLarge(new(
                $"{RefusedException.Short(part)} 中有一处内容超过单元格的上限 {limits.CellCharacters} 字；"
                    + "请缩短或删除过长的单元格后重新上传。",
                $"{RefusedException.Short(part)} holds a text longer than the {limits.CellCharacters} characters that "
                    + "a cell takes; shorten or clear the cell and send it again."));
        }
    }
}

/// <summary>The names that an XML reader keeps for good, which a part could make up without end.</summary>
internal sealed class FewNames(string part) : NameTable
{
    private const int Most = 10_000;
    private int _count;

    public override string Add(char[] key, int start, int len) =>
        Get(key, start, len) ?? (++_count > Most ? throw Package.DamagedPart(part) : base.Add(key, start, len));
}
