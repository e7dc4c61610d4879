using System.Security.Cryptography;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Api.Tests.TwentyWays;

/// <summary>By files as they were before the red was signed.</summary>
internal static class RestoredFileWays
{
    public static async Task An_old_evaluation_database_is_put_back(RedRating red)
    {
        await RestoreAsync(red, "evaluation");
        // the red is gone, but not unnoticed
        Assert.Empty((await red.Service.Office.ReadAsync("ratings?period=2018-06")).Items);
        await red.IsReadOnlyAsync("evaluation", "an old copy was put back");
        Assert.Contains("the log went back", await red.VerifyAsync(1), StringComparison.Ordinal);
    }

    // What the red was judged by, and the close, are to be as if they had never been.
    public static async Task An_old_government_database_is_put_back(RedRating red)
    {
        await RestoreAsync(red, "government");
        await red.IsReadOnlyAsync("government", "an old copy was put back");
        await red.ShowsRedAsync();
    }

    public static async Task An_old_database_is_put_back_and_the_high_water_file_removed(RedRating red)
    {
        await RestoreAsync(red, "evaluation", File.Delete);
        await red.IsReadOnlyAsync("evaluation", "evaluation.high-water is missing");
        Assert.Contains("the log went back", await red.VerifyAsync(1), StringComparison.Ordinal);
    }

    public static async Task An_old_database_is_put_back_and_the_high_water_file_damaged(RedRating red)
    {
        await RestoreAsync(red, "evaluation", mark => File.WriteAllText(mark, "0"));
        await red.IsReadOnlyAsync("evaluation", "evaluation.high-water cannot be read");
    }

    // What lies beside the key was not put back.
    public static async Task An_old_database_is_put_back_together_with_its_high_water_file(RedRating red)
    {
        await RestoreAsync(red, "evaluation", mark =>
            File.WriteAllBytes(mark, red.FileOf(Stage.Reported, "evaluation.high-water")));
        await red.IsReadOnlyAsync("evaluation", "mark beside its key knows");
        Assert.Contains("the log went back", await red.VerifyAsync(1), StringComparison.Ordinal);
    }

    // The service cannot know; whoever has verified before can.
    public static async Task An_old_database_is_put_back_together_with_both_marks(RedRating red)
    {
        await RestoreAsync(red, "evaluation", mark =>
        {
            File.WriteAllBytes(mark, red.FileOf(Stage.Reported, "evaluation.high-water"));
            File.WriteAllBytes(Path.Combine(red.Service.Folder, KeyMarkOf("evaluation")),
                red.FileOf(Stage.Reported, KeyMarkOf("evaluation")));
        });
        await red.IsCheckedAndReadyAsync();
        Assert.Contains("the log went back", await red.VerifyAsync(1), StringComparison.Ordinal);
    }

    public static async Task Databases_and_high_water_files_are_removed(RedRating red)
    {
        await red.PutBackAsync(Stage.Released);
        foreach (var file in (string[])["evaluation.db", "evaluation.high-water"])
        {
            File.Delete(Path.Combine(red.Service.Folder, file));
        }

        red.Start();
        var ready = await red.Service.Anonymous.ReadAsync("/health/ready");
        Assert.Equal(503, ready.Status);
        Assert.Contains("密钥旁的标记", (string?)ready["logs"].AsArray()
            .Single(l => (string?)l!["log"] == "evaluation")!["readOnly"], StringComparison.Ordinal);
        using var own = JwsKey.Of(ECDsa.Create(ECCurve.NamedCurves.nistP256));
        Assert.True((await red.Service.RegisterKeyAsync(own, name: "评估员甲", signedBy: own)).Status >= 400);
    }

    // A new log under the old key, in which somebody else is first to register.
    public static async Task Databases_and_all_marks_are_removed_and_another_founds_the_log(RedRating red)
    {
        await red.PutBackAsync(Stage.Released);
        foreach (var file in (string[])["government.db", "government.high-water", KeyMarkOf("government"),
            "evaluation.db", "evaluation.high-water", KeyMarkOf("evaluation")])
        {
            File.Delete(Path.Combine(red.Service.Folder, file));
        }

        red.Start();
        using var own = JwsKey.Of(ECDsa.Create(ECCurve.NamedCurves.nistP256));
        var kid = own.PublicKey.Thumbprint();
        Assert.Equal(201, (await red.Service.RegisterKeyAsync(own, name: "评估员甲", signedBy: own)).Status);
        Assert.Contains("the log went back", await red.VerifyAsync(1), StringComparison.Ordinal);

        // Nor to somebody who has verified nothing before does he pass for the evaluator, whose key is another.
        var founding = (await red.Service.Office.ReadAsync("assessors")).Items.Single()!;
        Assert.Equal((kid, true), ((string?)founding["kid"], (bool)founding["founding"]!));
        red.ForgetState();
        Assert.Contains($"founding assessor's key: {kid}", await red.VerifyAsync(0), StringComparison.Ordinal);
    }

    private static string KeyMarkOf(string side) => Path.Combine("keys", $"{side}-log.mark");

    private static async Task RestoreAsync(RedRating red, string side, Action<string>? changeMark = null)
    {
        await red.PutBackAsync(Stage.Released);
        await red.PutAsync($"{side}.db", red.FileOf(Stage.Reported, $"{side}.db"));
        changeMark?.Invoke(Path.Combine(red.Service.Folder, $"{side}.high-water"));
        red.Start();
    }
}
