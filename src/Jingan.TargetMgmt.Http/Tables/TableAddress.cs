namespace Jingan.TargetMgmt.Http.Tables;

/// <summary>Where something stands, for people: <c>填报!F12</c>, and <c>F12</c> where there is one sheet only.</summary>
public static class TableAddress
{
    public static string AddressOf(this Table table, TableCell cell) => table.AddressOf(cell.Address);

    public static string AddressOf(this Table table, string address) =>
        table.Sheet is { } sheet ? $"{sheet}!{address}" : address;
}
