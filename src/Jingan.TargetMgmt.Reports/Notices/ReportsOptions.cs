using Jingan.TargetMgmt.Reports.Notices.Word;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Reports.Notices;

/// <summary>Section <c>Reports</c>.</summary>
internal sealed class ReportsOptions
{
    /// <summary>The Word document that notices are laid out as, relative to the program. Empty: the one of GB/T
    /// 9704-2012 that comes with it.</summary>
    public string Template { get; set; } = "";

    /// <summary>The document's bytes.</summary>
    public byte[] ReadTemplate() => Template.Length == 0
        ? NoticeTemplate.Standard()
        : File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, Template));
}

/// <summary>Stops a start whose notices would lack something, and says what the template lacks.</summary>
internal sealed class ReportsOptionsValidator : IValidateOptions<ReportsOptions>
{
    public ValidateOptionsResult Validate(string? name, ReportsOptions options)
    {
        var faults = FaultsOf(options).Select(f => $"Reports:Template: {options.Template} {f}").ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IReadOnlyList<string> FaultsOf(ReportsOptions options)
    {
        if (options.Template.Length == 0)
        {
            return []; // a test holds the one that comes with it to the same: no start has to read it
        }

        try
        {
            return TemplateCheck.FaultsOf(options.ReadTemplate());
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException
            or NotSupportedException)
        {
            return ["names no file that can be read."];
        }
    }
}
