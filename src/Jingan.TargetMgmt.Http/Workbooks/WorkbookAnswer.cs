using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Tables.Xlsx;
using Microsoft.AspNetCore.Http;
using SpreadCheetah;

namespace Jingan.TargetMgmt.Http.Workbooks;

/// <summary>An answer that is a workbook (Office Open XML, ECMA-376), to keep as a file.</summary>
/// <remarks>It is made in memory, and sent when it is whole: what fails on the way is still answered by a problem, and
/// no part of a file is ever taken for one.</remarks>
/// <param name="name">The file.</param>
/// <param name="footer">What stands at the foot of every page, beside its number.</param>
/// <param name="write">Writes the sheets, one after the other.</param>
public sealed class WorkbookAnswer(
    Attachment name, string footer, Func<Spreadsheet, WorkbookStyles, CancellationToken, Task> write) : IResult
{
    /// <summary>That of the workbooks that are read.</summary>
    public const string MediaType = XlsxReader.MediaType;

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var file = await ToFileAsync(httpContext.RequestAborted);
        var response = httpContext.Response;
        response.ContentType = MediaType;
        response.ContentLength = file.Length;
        name.Name(response);
        await response.Body.WriteAsync(file.GetBuffer().AsMemory(0, (int)file.Length), httpContext.RequestAborted);
    }

    /// <summary>The workbook, from its first byte. The same sheets give the same bytes: no part of it says when it was
    /// made.</summary>
    public async Task<MemoryStream> ToFileAsync(CancellationToken ct)
    {
        using var written = new MemoryStream();
        var options = new SpreadCheetahOptions
        {
            CompressionLevel = SpreadCheetahCompressionLevel.Fastest,
            DefaultFont = new() { Name = WorkbookStyles.FontName, Size = WorkbookStyles.FontSize },
            DocumentProperties = null,
            PreserveStringWhitespace = true,
        };
        await using (var spreadsheet = await Spreadsheet.CreateNewAsync(written, options, ct))
        {
            await write(spreadsheet, WorkbookStyles.AddedTo(spreadsheet), ct);
            await spreadsheet.FinishAsync(ct);
        }

        written.Position = 0;
        var file = new MemoryStream();
        PrintSetup.Copy(written, file, footer);
        file.Position = 0;
        return file;
    }
}
