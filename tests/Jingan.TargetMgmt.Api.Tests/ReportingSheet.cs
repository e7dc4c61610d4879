namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>The cells of a reporting sheet, as text.</summary>
internal sealed class ReportingSheet(byte[] file)
{
    private readonly IReadOnlyDictionary<string, string> _cells = EditedWorkbook.Read(file, "填报");

    public string this[string address] => _cells.GetValueOrDefault(address, "");

    public IReadOnlyList<string> Targets =>
        [.. _cells.Where(c => c.Key[0] == 'A' && c.Key != "A1").Select(c => c.Value).Distinct()];

    public bool Has(string address) => _cells.ContainsKey(address);

    public int RowOf(string target, string node = "") => Enumerable.Range(2, 500)
        .First(r => this[$"A{r}"] == target && this[$"B{r}"] == node);
}
