using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Api.Tests.TwentyWays;

/// <summary>By SQL on the database of a stopped service, by somebody who puts everything back that would show it. The
/// start finds it, or the round that the start begins.</summary>
internal static class StoppedDatabaseWays
{
    public static Task The_entry_is_repainted_without_its_hash(RedRating red) => RepaintAsync(red, withItsHash: false);

    public static Task The_entry_is_repainted_with_its_hash(RedRating red) => RepaintAsync(red, withItsHash: true);

    public static Task The_entry_is_taken_out_of_the_log(RedRating red) =>
        IsNamedAsync(red, "evaluation", $"delete from log_entry where idx = {red.Index}",
            "the newest checkpoint covers");

    public static Task The_row_of_the_red_is_deleted(RedRating red) =>
        IsNamedAsync(red, "evaluation", $"delete from rating where log_index = {red.Index}",
            $"rating: the row that entry {red.Index}");

    public static Task The_row_of_the_red_is_painted_green(RedRating red) =>
        IsNamedAsync(red, "evaluation", "update rating set colour = 'green'",
            $"rating: the row that entry {red.Index}");

    public static Task The_row_of_the_red_points_to_another_entry(RedRating red) =>
        IsNamedAsync(red, "evaluation", $"update rating set log_index = {red.Index - 1}", "rating: ");

    public static Task The_row_of_the_issued_report_is_deleted(RedRating red) =>
        IsNamedAsync(red, "evaluation", "delete from evaluation_report", "evaluation_report: the row that entry");

    // So that nothing that he signs is taken any more.
    public static Task The_assessors_key_is_revoked_by_a_row_of_which_no_entry_tells(RedRating red) =>
        IsNamedAsync(
            red, "evaluation", "insert into assessor_revocation select kid, '离职', null, log_index from assessor",
            "assessor_revocation: a row that no entry tells of");

    // So that what is filed afterwards counts as reported in the window.
    public static Task The_close_of_the_period_is_moved(RedRating red) =>
        IsNamedAsync(
            red, "government", $"update period_closing set log_size = log_size + 1 where period = '{RedRating.Period}'",
            "period_closing: the row that entry");

    public static Task The_reported_figure_is_raised(RedRating red) =>
        IsNamedAsync(red, "government", "update progress_current set value = 7000000 where target_id = 'JA2018-028'",
            "progress_current");

    public static Task The_version_that_counts_is_exchanged_for_another(RedRating red) =>
        IsNamedAsync(
            red, "government",
            "update target_version set log_index = (select log_index from target_version where target_id = "
                + "'JA2018-041') where target_id = 'JA2018-028'",
            "target_version");

    private static async Task RepaintAsync(RedRating red, bool withItsHash)
    {
        await red.PutBackAsync(Stage.Released);
        var data = DatabaseFile.Repainted(await red.Service.AskAsync<byte[]>(
            "evaluation", "select data from log_entry where idx = @red", new { red = red.Index }));
        await red.Service.EditAsync(
            "evaluation",
            "update log_entry set data = @data, leaf_hash = case @withItsHash when 1 then @hash else leaf_hash end "
                + "where idx = @red; update rating set colour = 'green'",
            new { red = red.Index, data, hash = MerkleTree.HashLeaf(data), withItsHash });
        red.Start();
        // nobody has signed it
        RedRating.Refused(503, "log_in_doubt", await red.Service.Office.ReadAsync("ratings?period=2018-06"));
        var said = await red.VerifyAsync(1);
        Assert.Contains(withItsHash ? $"entry {red.Index}: the signature is not by the key" : "missing or was altered",
            said, StringComparison.Ordinal);
        Assert.True(!withItsHash || said.Contains("entries were altered", StringComparison.Ordinal), said);
        await red.IsReadOnlyAsync("evaluation", withItsHash
            ? $"the checkpoint of size {red.Index + 1} has another root than its entries give"
            : $"entry {red.Index} does not match its hash");
    }

    private static async Task IsNamedAsync(RedRating red, string side, string sql, string named)
    {
        await red.PutBackAsync(Stage.Released);
        await red.Service.EditAsync(side, sql);
        red.Start();
        await red.IsReadOnlyAsync(side, named);
    }
}
