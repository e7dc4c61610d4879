namespace Jingan.TargetMgmt.Http.Unpacking;

/// <summary>Characters of XML, looked at as they are unpacked: a zip's own lengths prove nothing, and an XML reader
/// keeps a node whole, be it a text, a start tag, white space or CDATA.</summary>
internal abstract class WatchedText(TextReader inner) : TextReader
{
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
        Watch(buffer[..count]);
        return count;
    }

    /// <summary>Looks at what has been read; it throws where that is too much.</summary>
    protected abstract void Watch(ReadOnlySpan<char> read);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
