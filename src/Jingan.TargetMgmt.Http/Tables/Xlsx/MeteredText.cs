using System.Xml;

namespace Jingan.TargetMgmt.Http.Tables.Xlsx;

/// <summary>A part's characters, counted from node to node: an XML reader keeps a node whole, be it a text, a start
/// tag, white space or CDATA, so no node may be long.</summary>
internal sealed class MeteredText(TextReader inner, string part, TableLimits limits) : TextReader
{
    // A text as long as a cell takes, each character written as &#x10FFFF;.
    private readonly long _most = Math.Max(65_536L, 10L * limits.CellCharacters);
    private long _sinceNode;
    private bool _isBegun;

    /// <summary>Whether the part begins with a document type, which is where entities are declared.</summary>
    public bool HasDocumentType { get; private set; }

    public void NextNode() => _sinceNode = 0;

    public override int Peek() => inner.Peek();

    public override int Read()
    {
        Span<char> one = stackalloc char[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    public override int Read(Span<char> buffer)
    {
        var count = inner.Read(buffer);
        if (!_isBegun)
        {
            _isBegun = true;
            HasDocumentType = buffer[..count].IndexOf("<!DOCTYPE", StringComparison.Ordinal) >= 0;
        }

        _sinceNode += count;
        return _sinceNode <= _most
            ? count
            : throw RefusedException.TooLarge(new(
                $"{RefusedException.Short(part)} 中有一处内容超过单元格的上限 {limits.CellCharacters} 字；"
                    + "请缩短或删除过长的单元格后重新上传。",
                $"{RefusedException.Short(part)} holds a text longer than the {limits.CellCharacters} characters that "
                    + "a cell takes; shorten or clear the cell and send it again."));
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
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
