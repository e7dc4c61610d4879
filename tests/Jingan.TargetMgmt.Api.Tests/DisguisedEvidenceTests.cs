using System.Net.Http.Headers;
using System.Text;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>A file that a browser could run: it is refused by its name or type, or goes out as what it cannot run as.
/// </summary>
public sealed class DisguisedEvidenceTests : IDisposable
{
    private readonly SqliteFactory _service = new();

    public void Dispose() => _service.Dispose();

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>", "图.svg", "image/svg+xml")]
    [InlineData("<!DOCTYPE html><script>alert(1)</script>", "页.html", "text/html")]
    [InlineData("alert(1)", "程序.js", "text/javascript")]
    [InlineData("<x xmlns=\"http://www.w3.org/1999/xhtml\"/>", "页.xhtml", "application/xhtml+xml")]
    public async Task What_could_run_is_refused_under_its_own_type_and_goes_out_as_a_text_to_keep(
        string content, string name, string type)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        var refused = await _service.UploadAsync(bytes, name: name, type: type);
        Assert.Equal((422, "evidence_type_refused"), (refused.Status, refused.Code));

        // Under no type, or another's, it is the text that it is.
        var taken = await _service.UploadAsync(bytes, name: name, type: "application/octet-stream");
        Assert.Equal((201, "text/plain"), (taken.Status, (string?)taken["mediaType"]));
        using var answer = await _service.As("LSJ").GetAsync($"/api/v1/evidence/{taken["sha256"]}", Http.Ct);
        Assert.Equal("text/plain; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.StartsWith("sandbox;", answer.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal);
        var shown = answer.Content.Headers.ContentDisposition!;
        Assert.Equal("attachment", shown.DispositionType);
        Assert.EndsWith(".txt", NameIn(shown), StringComparison.Ordinal);
    }

    private static string NameIn(ContentDispositionHeaderValue shown) =>
        (shown.FileNameStar ?? shown.FileName!).Trim('"');
}
