using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Workbooks;

namespace Jingan.TargetMgmt.Cli.Reporting;

/// <summary>What kind of table a file is, by its name.</summary>
internal static class TableFile
{
    /// <summary>Its media type, for the service.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">The ending of a file that is no table, and its media type.</param>
    public static string MediaTypeOf(string path, string text = ".json", string textType = "application/json")
    {
        var ending = Path.GetExtension(path);
        return Is(".xlsx") ? WorkbookAnswer.MediaType
            : Is(".csv") ? Csv.MediaType // in which encoding, the service finds out
            : Is(text) ? textType
            : throw ClientException.Impossible(new(
                $"只认 .xlsx、.csv 与 {text}：{path}", $"only .xlsx, .csv and {text} are taken: {path}"));

        bool Is(string known) => ending.Equals(known, StringComparison.OrdinalIgnoreCase);
    }
}
