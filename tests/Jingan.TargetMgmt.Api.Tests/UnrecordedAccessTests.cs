namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>A side that takes no writes cannot put a token on record, and honours none that is not.</summary>
public sealed class UnrecordedAccessTests : IDisposable
{
    private readonly SqliteFactory _service = new();

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task Nobody_new_gets_in_while_the_log_takes_no_writes_and_who_is_on_record_goes_on()
    {
        _service.Settings["Limits:SignInToken:Burst"] = "3";
        var office = _service.Office;
        Assert.Equal(200, (await office.ReadAsync("targets?year=2018")).Status);
        await _service.IsCheckedAndReadyAsync();
        await using (var database = _service.OpenDatabase("government"))
        {
            await using var altering = database.CreateCommand();
            altering.CommandText = "drop trigger log_entry_no_update; update log_entry set data = x'00' where idx = 0";
            await altering.ExecuteNonQueryAsync(Http.Ct);
        }

        // Whoever reads the altered entry finds out, and the side takes no more writes.
        Assert.Equal(503, (await _service.As("auditor").ReadAsync("/logs/government/entry/0")).Status);
        var newcomer = _service.Join("新来的人", "LSJ");
        for (var attempt = 0; attempt < 6; attempt++)
        {
            var answer = await newcomer.ReadAsync("targets?year=2018");
            Assert.Equal((401, "access_not_recorded"), (answer.Status, answer.Code)); // never a sign-in in vain
        }

        Assert.Equal(200, (await office.ReadAsync("targets?year=2018")).Status);
    }
}
