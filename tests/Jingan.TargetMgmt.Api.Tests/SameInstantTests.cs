using System.Security.Cryptography;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>Two assessors rate one target at the same instant: one of them has, and the other learns of it.</summary>
public abstract class SameInstantTests(ServiceFactory service) : IDisposable
{
    private readonly JwsKey _other = JwsKey.Of(ECDsa.Create(ECCurve.NamedCurves.nistP256)),
        _third = JwsKey.Of(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public void Dispose()
    {
        _other.Dispose();
        _third.Dispose();
        service.Dispose();
    }

    [Fact]
    public async Task One_wins_and_the_other_gets_the_index_in_force_and_the_one_that_it_took_for_that()
    {
        await RegisteredAsync();
        long? inForce = null;
        foreach (var round in Enumerable.Range(1, 12))
        {
            var claims = await service.ClaimsAsync();
            (claims["supersedes"], claims["reason"]) = (inForce, inForce is null ? null : $"第 {round} 次");
            var (won, lost) = await ContestAsync(
                service.RateAsync(claims.DeepClone()), service.RateAsync(_other, claims.DeepClone()));
            Assert.Equal((409, "already_rated"), (lost.Status, lost.Code));
            Assert.Equal(((long)won["receipt"]["index"]!, inForce), ((long)lost["index"]!, (long?)lost["supersedes"]));
            inForce = (long)won["receipt"]["index"]!;
        }

        Assert.Equal(inForce, (await service.RatedIndexesAsync()).Single());
    }

    [Fact]
    public async Task Of_two_second_marks_one_counts()
    {
        await RegisteredAsync();
        await service.CloseAsync();
        await service.DrawAsync(1m);
        var rating = await service.RatedAsync(await service.ClaimsAsync());
        var mark = await service.ClaimsAsync();
        mark["secondMark"] = true;

        var (won, lost) = await ContestAsync(
            service.RateAsync(_other, mark.DeepClone()), service.RateAsync(_third, mark.DeepClone()));

        Assert.Equal((409, "already_rated"), (lost.Status, lost.Code));
        Assert.Equal(((long)won["receipt"]["index"]!, rating), ((long)lost["index"]!, (long)lost["rating"]!));
    }

    private static async Task<(Answer Won, Answer Lost)> ContestAsync(params Task<Answer>[] both)
    {
        var answers = await Task.WhenAll(both);
        return (Assert.Single(answers, a => a.Status == 201), Assert.Single(answers, a => a.Status != 201));
    }

    private async Task RegisteredAsync()
    {
        await service.RegisterAsync();
        Assert.Equal(201, (await service.RegisterKeyAsync(_other, name: "评估员乙")).Status);
        Assert.Equal(201, (await service.RegisterKeyAsync(_third, name: "评估员丙")).Status);
        await service.ReportAsync(3.1m);
    }
}

public sealed class SqliteSameInstantTests() : SameInstantTests(new SqliteFactory());

public sealed class SplitSameInstantTests() : SameInstantTests(new SplitFactory());

public sealed class SqlServerSameInstantTests() : SameInstantTests(new SqlServerFactory());
