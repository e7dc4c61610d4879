using System.Text.Json;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Log.Files;

namespace Jingan.TargetMgmt.Http.Access;

/// <summary>What the two files of who may come in have in common: a JSON array of lines, replaced in one step, readable
/// by its owner only.</summary>
public static class AccessLines
{
    /// <summary>Some fifty thousand lines. A file beyond that is another one by mistake, and would be read with
    /// requests waiting for it.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    private static readonly JsonSerializerOptions Indented = new(WireJson.Options) { WriteIndented = true };

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Where the file itself is. Several folders may share one by links: whoever looks whether it has changed,
    /// or replaces it, means the file and not the link.</summary>
    /// <exception cref="IOException">The links lead nowhere.</exception>
    public static string PathOf(string path) => new FileInfo(path) is { LinkTarget: not null } link
        ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName
        : path;

    /// <summary>What tells one content of the file from another; the default of a file that is not there.</summary>
    public static (string, DateTime, long) StampOf(string path)
    {
        try
        {
            var file = new FileInfo(PathOf(path));
            return file.Exists ? (file.FullName, file.LastWriteTimeUtc, file.Length) : default;
        }
        catch (IOException)
        {
            return default; // links in a circle
        }
    }

    /// <summary>Every line of the file; empty when there is no file.</summary>
    /// <exception cref="InvalidDataException">The file is not such a JSON array.</exception>
    public static IReadOnlyList<T> Read<T>(string path)
        where T : class
    {
        if (!File.Exists(path))
        {
            return [];
        }

        try
        {
            var lines = JsonSerializer.Deserialize<List<T>>(Content(path), WireJson.Options);
            return lines?.Contains(null!) == false ? lines : throw new JsonException("not an array of such lines");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{path}: {JsonSlip.Of(fault).En}", fault);
        }
    }

    /// <summary>Replaces the file.</summary>
    public static void Write<T>(string path, IEnumerable<T> lines)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        OwnerOnlyFile.Replace(PathOf(path), JsonSerializer.SerializeToUtf8Bytes(lines.ToList(), Indented));
    }

    // An editor may have put a byte order mark before it. That is no reason to let nobody in.
    private static ReadOnlySpan<byte> Content(string path)
    {
        if (new FileInfo(PathOf(path)).Length > MostBytes)
        {
            throw new JsonException($"longer than {MostBytes} bytes");
        }

        ReadOnlySpan<byte> bytes = File.ReadAllBytes(path);
        return bytes.StartsWith(ByteOrderMark) ? bytes[ByteOrderMark.Length..] : bytes;
    }
}
