using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>What units do with evidence.</summary>
internal static class Uploading
{
    public static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>A PDF as far as anybody looks, different for every number.</summary>
    public static byte[] Pdf(int number, int length = 2000)
    {
        var content = new byte[length];
        for (var i = 0; i < length; i++)
        {
            content[i] = (byte)(i * 31 + number);
        }

        "%PDF-1.7\n"u8.CopyTo(content);
        BitConverter.TryWriteBytes(content.AsSpan(16), number);
        return content;
    }

    public static async Task<Answer> UploadAsync(
        this ServiceFactory service, byte[] content, string unit = Reporting.Lead, string? name = "验收单.pdf",
        string? type = null, string? key = null, string query = "", params (string Name, string Text)[] fields)
    {
        using var form = FormOf(content, name, type, fields);
        return await service.As(unit).SendAsync(HttpMethod.Post, "evidence" + query, form, key);
    }

    public static MultipartFormDataContent FormOf(
        byte[] content, string? name, string? type, params IEnumerable<(string Name, string Text)> fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (field, text) in fields)
        {
            form.Add(new StringContent(text), field);
        }

        var file = new ByteArrayContent(content);
        if (type is not null)
        {
            file.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        if (name is null)
        {
            form.Add(file, "file");
        }
        else
        {
            form.Add(file, "file", name);
        }

        return form;
    }

    public static object Report(params string[] evidence) => new
    {
        period = "2018-06", value = 1m, narrative = "按计划推进", signatory = "负责人", evidence,
    };

    public static async Task<Answer> SendPartAsync(
        this HttpClient client, string sha256, long offset, byte[] part)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/evidence/uploads/{sha256}")
        {
            Content = new ByteArrayContent(part),
        };
        request.Content.Headers.ContentType = new("application/octet-stream");
        request.Headers.Add("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture));
        var response = await client.SendAsync(request, Http.Ct);
        return new((int)response.StatusCode,
            System.Text.Json.Nodes.JsonNode.Parse(await response.Content.ReadAsStringAsync(Http.Ct)), response);
    }
}
