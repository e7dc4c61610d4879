using System.Text;
using System.Text.Json.Nodes;
using Dapper;

namespace Jingan.TargetMgmt.Api.Tests.TwentyWays;

/// <summary>What somebody does with SQL who has a side's database.</summary>
internal static class DatabaseFile
{
    /// <summary>As an administrator of the database: triggers and references are out of the way, and are back
    /// afterwards, so that the schema tells nothing.</summary>
    public static async Task EditAsync(
        this RestartedFactory service, string side, string sql, object? parameters = null)
    {
        await using var connection = service.OpenDatabase(side);
        var triggers =
            (await connection.QueryAsync<(string Name, string Sql)>(
                "select name, sql from sqlite_schema where type = 'trigger'")).ToList();
        await connection.ExecuteAsync(
            "pragma foreign_keys = off;" + string.Concat(triggers.Select(t => $"drop trigger {t.Name};")));
        Assert.True(await connection.ExecuteAsync(sql, parameters) > 0, $"nothing was changed by: {sql}");
        await connection.ExecuteAsync(string.Join(";\n", triggers.Select(t => t.Sql)));
    }

    /// <summary>SQL as it is, with the settings of the service's own connections.</summary>
    public static async Task<int> RunAsync(
        this RestartedFactory service, string side, string sql, object? parameters = null)
    {
        await using var connection = service.OpenDatabase(side);
        await connection.ExecuteAsync(service.Dialect.SessionSql);
        return await connection.ExecuteAsync(sql, parameters);
    }

    public static async Task<T> AskAsync<T>(
        this RestartedFactory service, string side, string sql, object? parameters = null)
    {
        await using var connection = service.OpenDatabase(side);
        return (await connection.QuerySingleAsync<T>(sql, parameters))!;
    }

    /// <summary>The entry as if green had been signed, byte for byte in the log's form;
    /// the key to sign it nobody has.</summary>
    public static byte[] Repainted(byte[] data)
    {
        var text = Encoding.UTF8.GetString(data);
        var jws = (string)JsonNode.Parse(text)!["jws"]!;
        var parts = jws.Split('.');
        var claims = Green(Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1])));
        var forged =
            $"{parts[0]}.{System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.{parts[2]}";
        return Encoding.UTF8.GetBytes(Green(text).Replace(jws, forged, StringComparison.Ordinal));
    }

    private static string Green(string json) =>
        json.Replace("\"colour\":\"red\"", "\"colour\":\"green\"", StringComparison.Ordinal);
}
