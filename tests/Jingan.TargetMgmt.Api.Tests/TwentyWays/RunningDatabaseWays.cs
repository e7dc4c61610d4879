using System.Security.Cryptography;
using System.Text.Json;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Signing;
using Microsoft.Data.Sqlite;

namespace Jingan.TargetMgmt.Api.Tests.TwentyWays;

/// <summary>By SQL, while the service runs on the same file.</summary>
internal static class RunningDatabaseWays
{
    // That the triggers and nothing else refuse is what the message says.
    public static async Task The_services_login_updates_deletes_and_replaces_rows(RedRating red)
    {
        var service = await BeginAsync(red, Stage.Released);
        var seen = await red.SeenAsync();
        foreach (var (side, table, change) in (IEnumerable<(string, string, string)>)
        [
            ("evaluation", "rating", "colour = 'green'"), ("evaluation", "log_entry", "data = x'00'"),
            ("evaluation", "evaluation_report", "document = x'00'"),
            ("evaluation", "log_checkpoint", "root = zeroblob(32)"), ("evaluation", "assessor", "public_key = '{}'"),
            ("evaluation", "access_term", "fingerprint = ''"),
            ("government", "period_closing", "log_size = log_size + 1"),
            ("government", "target_version", "log_index = 0"), ("government", "progress_report", "log_index = 0"),
        ])
        {
            foreach (var sql in (string[])[$"update {table} set {change}", $"delete from {table}",
                $"replace into {table} select * from {table}"])
            {
                var refused = await Assert.ThrowsAsync<SqliteException>(() => service.RunAsync(side, sql));
                Assert.Contains($"{table} is insert-only", refused.Message, StringComparison.Ordinal);
            }
        }

        Assert.Equal(seen, await red.SeenAsync());
    }

    // The login may add rows: one that passes off another entry as what replaces the red.
    public static async Task The_services_login_adds_a_row_that_replaces_the_red(RedRating red)
    {
        var service = await BeginAsync(red, Stage.Released);
        Assert.Equal(1, await service.RunAsync(
            "evaluation",
            "insert into rating select (select max(idx) from log_entry), target_id, period, lead_unit, 'green', "
                + "log_index from rating where log_index = @red", new { red = red.Index }));
        RedRating.Refused(503, "log_in_doubt", await service.Office.ReadAsync("ratings?period=2018-06"));
        await red.IsReadOnlyAsync("evaluation", "is no rating, and a row says that it is");

        await red.StopAsync();
        red.Start();
        await red.IsReadOnlyAsync("evaluation", "rating: a row that no entry tells of");
    }

    public static async Task A_row_is_painted_green_under_the_running_service(RedRating red)
    {
        var service = await BeginAsync(red, Stage.Released);
        await service.EditAsync("evaluation", "update rating set colour = 'green'");
        RedRating.Refused(503, "log_in_doubt", await service.Office.ReadAsync("ratings?period=2018-06"));
        await red.IsReadOnlyAsync("evaluation",
            $"rating {red.Index} was signed as JA2018-028 2018-06 red, its row says JA2018-028 2018-06 green");
    }

    public static async Task The_issued_report_is_exchanged_under_the_running_service(RedRating red)
    {
        var service = await BeginAsync(red, Stage.Released);
        await service.EditAsync(
            "evaluation",
            "update evaluation_report set document = cast(replace(cast(document as text), '\"red\"', '\"green\"') as "
                + "blob)");
        RedRating.Refused(
            503, "log_in_doubt", await service.Office.ReadAsync($"evaluation-reports/{RedRating.Period}"));
        await red.IsReadOnlyAsync(
            "evaluation", $"the report of {RedRating.Period} is not what entry {red.Index + 1} says");
    }

    // Before the red is signed, so that the suggestion is another.
    // The next write notices that somebody else has written, and has everything looked at.
    public static async Task The_reported_figure_is_raised_under_the_running_service(RedRating red)
    {
        var service = await BeginAsync(red, Stage.Reported);
        await service.ReportAsync(1m, "JA2018-041"); // from here on the writer knows what it has written itself
        await service.EditAsync(
            "government", "update progress_current set value = 7000000 where target_id = 'JA2018-028'");
        await service.ReportAsync(2m, "JA2018-041");
        await red.IsReadOnlyAsync("government", "progress_current");
    }

    // With a key of his own in its place somebody signs a green under the assessor's key id,
    // and sends it with a stolen token.
    public static async Task The_assessors_public_key_is_exchanged_under_the_running_service(RedRating red)
    {
        var service = await BeginAsync(red, Stage.Released);
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = JsonSerializer.Serialize(Jwk.Of(own), WireJson.Options);
        await service.EditAsync("evaluation", "update assessor set public_key = @key", new { key });
        RedRating.Refused(503, "log_in_doubt", await service.RateAsync(red.Green(), service.Sign(red.Green(), own)));
        // no signature is good or bad by such a key
        RedRating.Refused(503, "log_in_doubt", await service.Office.ReadAsync("ratings?period=2018-06"));
        await red.IsReadOnlyAsync("evaluation", $"assessor: the key {service.Kid} is not the one that entry");
    }

    // With a copy in which the red is not signed yet.
    public static async Task The_database_file_is_replaced_under_the_running_service(RedRating red)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux(), "Elsewhere an open database is not looked at, or cannot be replaced.");
        var service = await BeginAsync(red, Stage.Released);
        // from here on the writer holds the file open
        Assert.Equal(201, (await service.ConflictAsync(service.Kid, "FGW")).Status);
        await red.PutAsync("old.db", red.FileOf(Stage.Reported, "evaluation.db"));
        File.Move(Path.Combine(service.Folder, "old.db"), service.EvaluationFile, overwrite: true);
        try
        {
            // before it would be acknowledged
            RedRating.Refused(503, "log_in_doubt", await service.RateAsync(red.Green()));
            await red.IsReadOnlyAsync("evaluation", "was replaced by another");
        }
        finally
        {
            File.Delete(service.EvaluationFile + "-wal"); // of the file that is no more: nobody takes it away
        }
    }

    public static async Task A_trigger_is_dropped_that_keeps_ratings_as_they_are(RedRating red)
    {
        var service = await BeginAsync(red, Stage.Released);
        await service.RunAsync("evaluation", "drop trigger rating_no_update");
        await red.IsReadOnlyAsync("evaluation", "trigger rating_no_update on rating is missing");
    }

    public static async Task A_trigger_is_added_that_repaints_what_comes(RedRating red)
    {
        var service = await BeginAsync(red, Stage.Released);
        await service.RunAsync("evaluation",
            "create trigger repaint after insert on rating begin delete from assessor_revocation where 0; end");
        await red.IsReadOnlyAsync("evaluation", "trigger repaint on rating was added");
    }

    // As there was one once, of the ratings in force. No list reads it.
    public static async Task A_view_is_defined_that_shows_no_red(RedRating red)
    {
        var service = await BeginAsync(red, Stage.Released);
        var seen = await red.SeenAsync();
        await service.RunAsync(
            "evaluation",
            "create view rating_in_force as select log_index, period, target_id, lead_unit, colour from rating where "
                + "colour <> 'red'");
        Assert.Equal(seen, await red.SeenAsync());
        await red.IsReadOnlyAsync("evaluation", "view rating_in_force was added");
    }

    // Once the round of the start is over: else it may come upon the same before what the way is about.
    private static async Task<RestartedFactory> BeginAsync(RedRating red, Stage stage)
    {
        var service = await red.BeginAsync(stage);
        await red.IsCheckedAndReadyAsync();
        return service;
    }
}
