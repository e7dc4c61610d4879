using System.Net.Http.Headers;
using Jingan.TargetMgmt.Http.Tables.Xlsx;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>The cells of a reporting sheet, as text; and the way it is sent.</summary>
internal sealed class ReportingSheet(byte[] file)
{
    private readonly IReadOnlyDictionary<string, string> _cells = EditedWorkbook.Read(file, "填报");

    public string this[string address] => _cells.GetValueOrDefault(address, "");

    public IReadOnlyList<string> Targets =>
        [.. _cells.Where(c => c.Key[0] == 'A' && c.Key != "A1").Select(c => c.Value).Distinct()];

    public bool Has(string address) => _cells.ContainsKey(address);

    public int RowOf(string target, string node = "") => Enumerable.Range(2, 500)
        .First(r => this[$"A{r}"] == target && this[$"B{r}"] == node);

    /// <summary>Sends a sheet, and gives the workbook that it is answered with.</summary>
    public static async Task<(byte[] File, HttpResponseMessage Answer)> SendAsync(
        HttpClient client, byte[] file, string query)
    {
        client.DefaultRequestHeaders.Accept.ParseAdd(XlsxReader.MediaType);
        var answer = await client.PostAsync("/api/v1/progress/batch" + query, Content(file), Http.Ct);
        Assert.Equal(XlsxReader.MediaType, answer.Content.Headers.ContentType?.MediaType);
        return (await answer.Content.ReadAsByteArrayAsync(Http.Ct), answer);
    }

    public static ByteArrayContent Content(byte[] file) => new(file)
    {
        Headers = { ContentType = new MediaTypeHeaderValue(XlsxReader.MediaType) },
    };
}
