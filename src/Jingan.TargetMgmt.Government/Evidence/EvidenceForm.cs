using System.Globalization;
using System.Text;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Jingan.TargetMgmt.Government.Evidence;

/// <summary>A form (multipart/form-data, RFC 7578) with one file and what is said of it, in any order. It is read as it
/// comes: the file goes to the disk at once.</summary>
internal sealed class EvidenceForm : IDisposable
{
    /// <summary>How much longer a form may be than its file.</summary>
    public const int MostBeside = 64 * 1024;

    private const int MostFields = 8, MostText = 4 * 1024, Buffer = 128 * 1024;

    private readonly Dictionary<string, string> _texts = [];

    /// <summary>The file; there is one in a form without a refusal.</summary>
    public IncomingFile? File { get; private set; }

    /// <summary>The media type that the sender names for it.</summary>
    public string? Said { get; private set; }

    /// <summary>What its name ends with; the name itself is not kept.</summary>
    public string Extension { get; private set; } = "";

    public string? Title => _texts.GetValueOrDefault("title");

    public string? Sha256 => _texts.GetValueOrDefault("sha256");

    public DateOnly? AsOf { get; private set; }

    public long? Size { get; private set; }

    /// <summary>What is wrong with the form; null when it was read.</summary>
    public async Task<Problem?> ReadAsync(HttpContext http, EvidenceFolder folder, long most, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: >= 1 and <= 70 } boundary)
        {
            return new(ProblemCode.UnsupportedMediaType, new(
                "请以 multipart/form-data 上传，文件放在 file 一栏。",
                "Send multipart/form-data with the file in the field file."));
        }

        var reader = new MultipartReader(boundary.Value!, http.Request.Body, Buffer)
        {
            HeadersCountLimit = 8, HeadersLengthLimit = MostText,
        };
        try
        {
            for (var fields = 0; await reader.ReadNextSectionAsync(ct) is { } section;)
            {
                if (++fields > MostFields)
                {
                    return Problem.Invalid("", new("栏目过多", "has too many fields"));
                }

                if (await ReadAsync(section, folder, most, ct) is { } refusal)
                {
                    return refusal;
                }
            }
        }
        catch (IOException brokenOff) when (brokenOff is not BadHttpRequestException { StatusCode: 413 }
            && !ct.IsCancellationRequested)
        {
            return EvidenceRefusal.BrokenOff();
        }
        catch (InvalidDataException)
        {
            return Problem.Invalid("", new("不是合法的 multipart/form-data", "is no well-formed multipart/form-data"));
        }

        return File is null ? Problem.Invalid("/file", MemberFault.Required) : Fault();
    }

    public void Dispose() => File?.Dispose();

    private async Task<Problem?> ReadAsync(
        MultipartSection section, EvidenceFolder folder, long most, CancellationToken ct)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
            || !disposition.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(disposition.Name).Value is not { } name)
        {
            return Problem.Invalid("", new("有一栏没有名称", "has a field without a name"));
        }

        if (name == "file")
        {
            return File is null
                ? await ReadFileAsync(section, disposition, folder, most, ct)
                : Problem.Invalid("/file", new("一次上传一件", "appears twice: one file a form"));
        }

        if (name is not ("title" or "asOf" or "sha256" or "size"))
        {
            return Problem.Invalid($"/{name}", MemberFault.Unknown);
        }

        var text = new byte[MostText + 1];
        var length = await section.Body.ReadAtLeastAsync(text, text.Length, throwOnEndOfStream: false, ct);
        return length > MostText ? Problem.Invalid($"/{name}", new("过长", "is too long"))
            : !System.Text.Unicode.Utf8.IsValid(text.AsSpan(0, length))
                ? Problem.Invalid($"/{name}", new("不是 UTF-8", "is not UTF-8"))
            : !_texts.TryAdd(name, Encoding.UTF8.GetString(text, 0, length))
                ? Problem.Invalid($"/{name}", new("重复的成员", "appears twice"))
            : null;
    }

    private async Task<Problem?> ReadFileAsync(
        MultipartSection section, ContentDispositionHeaderValue disposition, EvidenceFolder folder, long most,
        CancellationToken ct)
    {
        var name = HeaderUtilities.RemoveQuotes(
            disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value ?? "";
        if (NameFault(name) is { } fault)
        {
            return Problem.Invalid("/file", fault);
        }

        Extension = ExtensionOf(name);
        if (section.ContentType is { Length: > 0 } said)
        {
            if (!MediaTypeHeaderValue.TryParse(said, out var type))
            {
                return Problem.Invalid("/file", new("Content-Type 格式不正确", "has a malformed Content-Type"));
            }

            Said = type.MediaType.Value!.ToLowerInvariant();
        }

        (File, var refusal) = await IncomingFile.ReceiveAsync(section.Body, folder.NewIncoming(), most, ct);
        return refusal
            ?? (section.Headers?.TryGetValue("Content-Length", out var length) == true
                && length != File!.Size.ToString(CultureInfo.InvariantCulture)
                ? EvidenceRefusal.Differs($"{length} bytes", $"{File.Size} bytes")
                : null);
    }

    /// <summary>What the name of a file ends with, in lower case.</summary>
    public static string ExtensionOf(string name) => Path.GetExtension(name).ToLowerInvariant();

    /// <summary>Why a name is no name of a file; null when it is one, or empty.</summary>
    public static Text? NameFault(string name) =>
        name.Length > 255 ? new("文件名过长", "has a name that is too long")
        : name is "." or ".." || name.AsSpan().ContainsAny('/', '\\') || name.AsSpan().ContainsAny('\0', ':')
            ? new("文件名含有路径", "has a name with a path in it")
        : name.Any(char.IsControl) || PlainText(name) is not null
            ? new("文件名含有控制字符或不可见字符", "has a name with control or invisible characters")
        : null;

    private static Text? PlainText(string name) => Contracts.Wire.PlainText.Fault(name, isName: true);

    private Problem? Fault()
    {
        if (_texts.TryGetValue("asOf", out var asOf))
        {
            if (!DateOnly.TryParseExact(
                asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return Problem.Invalid("/asOf", MemberFault.WrongType);
            }

            AsOf = day;
        }

        if (_texts.TryGetValue("size", out var size))
        {
            if (!long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes))
            {
                return Problem.Invalid("/size", MemberFault.WrongType);
            }

            Size = bytes;
        }

        return Sha256 is null || EvidenceType.IsHash(Sha256) ? null
            : Problem.Invalid("/sha256", new(
                "须为 64 位小写十六进制 SHA-256", "must be a SHA-256 of 64 lower-case hexadecimal digits"));
    }
}
