namespace Jingan.TargetMgmt.Http.Documents;

/// <summary>Characters of XML, counted as they are unpacked: in all, because a zip's own lengths prove nothing, and
/// from node to node, because an XML reader keeps a node whole.</summary>
/// <param name="inner">The unpacked characters.</param>
/// <param name="most">The most in all.</param>
/// <param name="mostOfNode">The most of one node.</param>
internal sealed class MeteredCharacters(TextReader inner, long most, long mostOfNode) : TextReader
{
    private long _all;
    private long _ofNode;

    /// <summary>Whether reading ended because there was too much.</summary>
    public bool IsTooMuch { get; private set; }

    public void NextNode() => _ofNode = 0;

    public override int Peek() => inner.Peek();

    public override int Read()
    {
        Span<char> one = stackalloc char[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        var count = inner.Read(buffer);
        (_all, _ofNode) = (_all + count, _ofNode + count);
        if (_all <= most && _ofNode <= mostOfNode)
        {
            return count;
        }

        IsTooMuch = true;
        throw new InvalidDataException("Too much to be a document.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
