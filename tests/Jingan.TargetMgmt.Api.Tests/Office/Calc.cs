using System.Diagnostics;

namespace Jingan.TargetMgmt.Api.Tests.Office;

/// <summary>LibreOffice Calc without a window in a clerk's place: it opens a workbook, types into cells, and saves it
/// as .xlsx in its own way.</summary>
internal sealed class Calc : IDisposable
{
    private const string Program = "/usr/bin/soffice";

    // Two cores, and other tests beside this one.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // Typing is what a macro does: whoever types has no other way in without a window.
    private const string Macro = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
        <script:module xmlns:script="http://openoffice.org/2000/script" script:name="Clerk" script:language="StarBasic">
        Sub Edit(source As String, target As String, sheetName As String, changes As String)
            On Error GoTo Failed
            Dim opened(0) As New com.sun.star.beans.PropertyValue
            opened(0).Name = "Hidden"
            opened(0).Value = True
            doc = StarDesktop.loadComponentFromURL(ConvertToUrl(source), "_blank", 0, opened())
            sheet = doc.Sheets.getByName(sheetName)
            For Each change In Split(changes, "|")
                place = InStr(change, "=")
                sheet.getCellRangeByName(Left(change, place - 1)).setFormula(Mid(change, place + 1))
            Next change
            Dim saved(0) As New com.sun.star.beans.PropertyValue
            saved(0).Name = "FilterName"
            saved(0).Value = "Calc MS Excel 2007 XML"
            doc.storeToURL(ConvertToUrl(target), saved())
            doc.close(True)
        Failed:
            StarDesktop.terminate()
        End Sub
        </script:module>
        """;

    private const string Library = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
        <library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard">
         <library:element library:name="Clerk"/>
        </library:library>
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("calc-");

    private Calc()
    {
    }

    /// <summary>Skips the test where there is no LibreOffice.</summary>
    public static async Task<Calc> StartAsync()
    {
        Assert.SkipUnless(File.Exists(Program), "LibreOffice is needed: bash tests/install.sh");
        var calc = new Calc();
        await calc.RunAsync("--terminate_after_init"); // makes the profile, with an empty library of macros
        var basic = Path.Combine(calc._folder.FullName, "profile", "user", "basic", "Standard");
        await File.WriteAllTextAsync(Path.Combine(basic, "Clerk.xba"), Macro, Http.Ct);
        await File.WriteAllTextAsync(Path.Combine(basic, "script.xlb"), Library, Http.Ct);
        return calc;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>The workbook as it is saved after typing into cells of a sheet.</summary>
    /// <param name="edits">Address and what is typed, as in an English Calc; no <c>|</c> and no quotation mark.</param>
    public async Task<byte[]> EditAsync(byte[] workbook, string sheet, params (string Cell, string Typed)[] edits)
    {
        var (source, target) = (Path.Combine(_folder.FullName, "a.xlsx"), Path.Combine(_folder.FullName, "b.xlsx"));
        File.Delete(target);
        await File.WriteAllBytesAsync(source, workbook, Http.Ct);
        var changes = string.Join('|', edits.Select(e => $"{e.Cell}={e.Typed}"));
        await RunAsync($"macro:///Standard.Clerk.Edit(\"{source}\",\"{target}\",\"{sheet}\",\"{changes}\")");
        Assert.True(File.Exists(target), "LibreOffice could not edit the workbook.");
        return await File.ReadAllBytesAsync(target, Http.Ct);
    }

    private async Task RunAsync(string command)
    {
        using var soffice = Process.Start(new ProcessStartInfo(
            Program,
            [$"-env:UserInstallation=file://{_folder.FullName}/profile", "--headless", "--norestore", command])
        {
            RedirectStandardError = true, RedirectStandardOutput = true,
        })!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Http.Ct);
        patience.CancelAfter(Patience);
        try
        {
            await soffice.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            soffice.Kill(entireProcessTree: true);
            Assert.Fail($"LibreOffice did not end within {Patience}.");
        }
    }
}
