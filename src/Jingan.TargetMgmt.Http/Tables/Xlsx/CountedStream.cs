namespace Jingan.TargetMgmt.Http.Tables.Xlsx;

/// <summary>What was unpacked of a file so far, counted as it is read: a zip's own lengths prove nothing.</summary>
/// <param name="packed">The file's length.</param>
internal sealed class Unpacked(long packed)
{
    private long _total;

    /// <exception cref="RefusedException">It is too much.</exception>
    public void Add(string part, long ofPart, int more)
    {
        _total += more;
        if (ofPart > XlsxLimits.PartBytes || _total > XlsxLimits.AllBytes
            || (_total > XlsxLimits.FreeBytes && _total / XlsxLimits.Ratio > packed))
        {
            throw RefusedException.TooLarge(new(
                $"{RefusedException.Short(part)} 解压后过大（已解压 {_total >> 20} MB，文件只有 {packed >> 10} KB）；"
                    + "请只保留要报送的内容，另存后重新上传。",
                $"{RefusedException.Short(part)} unpacks to too much: {_total >> 20} MB so far, of a file of "
                    + $"{packed >> 10} KB. Keep what is to be sent only, save it anew and send it again."));
        }
    }
}

/// <summary>A part's bytes, counted.</summary>
internal sealed class CountedStream(Stream inner, string part, Unpacked unpacked) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var more = inner.Read(buffer);
        _read += more;
        unpacked.Add(part, _read, more);
        return more;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
