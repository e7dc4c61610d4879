using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Jingan.TargetMgmt.Http.Unpacking;

/// <summary>A zip that somebody sent, in memory.</summary>
internal static class ZipBytes
{
    /// <summary>How many parts it has. Every part has a header of this signature in the directory (APPNOTE 4.3.12),
    /// whatever number the directory claims; so they are counted before an object is made for each.</summary>
    public static int CountParts(ReadOnlySpan<byte> file) => file.Count("PK\u0001\u0002"u8);

    /// <summary>Its directory; the bytes are not copied.</summary>
    public static ZipArchive Open(ReadOnlyMemory<byte> file)
    {
        var bytes = MemoryMarshal.TryGetArray(file, out var array) ? array : new(file.ToArray());
        return new(new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false), ZipArchiveMode.Read);
    }

    /// <summary>Whether an exception says that the bytes are not what a zip should hold.</summary>
    public static bool IsDamage(Exception e) =>
        e is InvalidDataException or IOException or ArgumentException or NotSupportedException or OverflowException;
}
