using System.Reflection;
using Jingan.TargetMgmt.Classification.Suggestions;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Demo;
using Jingan.TargetMgmt.Evaluation;
using Jingan.TargetMgmt.Government;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Reports;
using Jingan.TargetMgmt.Signing;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Verification.Checks;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Tests.Architecture;

/// <summary>What the compiled assemblies know of each other. Each check is also run where it must find something, so
/// that it cannot be green by mistake.</summary>
public sealed class BoundaryTests
{
    private static readonly Assembly Government = typeof(GovernmentModule).Assembly;
    private static readonly Assembly Evaluation = typeof(EvaluationModule).Assembly;
    private static readonly Assembly Reports = typeof(ReportsModule).Assembly;
    private static readonly Assembly Sql = typeof(SqlDatabase).Assembly;
    private static readonly Assembly SideLogs = typeof(SideLog).Assembly;
    private static readonly Assembly Http = typeof(Problem).Assembly;
    private static readonly Assembly Signing = typeof(CompactJws).Assembly;
    private static readonly Assembly Verification = typeof(LogVerifier).Assembly;
    private static readonly Assembly Client = typeof(ApiClient).Assembly;
    private static readonly Assembly Demo = typeof(DemoWalk).Assembly;
    private static readonly Assembly Classification = typeof(Suggestion).Assembly;
    private static readonly Assembly Contracts = typeof(Target).Assembly;
    private static readonly Assembly Log = typeof(MerkleTree).Assembly;
    private static readonly Assembly Host = Assembly.Load("Jingan.TargetMgmt.Api");

    [Fact]
    public void The_two_sides_do_not_reference_each_other()
    {
        Assert.DoesNotContain(NameOf(Evaluation), References(Government));
        Assert.DoesNotContain(NameOf(Government), References(Evaluation));
        Assert.Superset(new HashSet<string> { NameOf(Government), NameOf(Evaluation) }, References(Host));
    }

    [Fact]
    public void Reports_see_both_sides_through_the_ports_only()
    {
        Assert.DoesNotContain(NameOf(Government), References(Reports));
        Assert.DoesNotContain(NameOf(Evaluation), References(Reports));
        Assert.Contains(NameOf(Contracts), References(Reports));
    }

    [Fact]
    public void The_log_and_the_contracts_use_nothing_but_the_base_library_and_the_log_its_cryptography()
    {
        // Ed25519 and SM2 are not in the base library; this one is managed code and runs in the browser too.
        const string Cryptography = "BouncyCastle.Cryptography";
        Assert.Contains(Cryptography, References(Log));
        Assert.All(References(Log).Where(name => name != Cryptography), name =>
            Assert.StartsWith("System.", name, StringComparison.Ordinal));
        Assert.All(References(Contracts), name => Assert.StartsWith("System.", name, StringComparison.Ordinal));
        Assert.Contains("Dapper", References(Sql));
    }

    [Fact]
    public void Classification_knows_no_database_no_clock_and_no_web()
    {
        Assert.All(References(Classification).Where(name => name != NameOf(Contracts)), name =>
            Assert.StartsWith("System.", name, StringComparison.Ordinal));
        Assert.Contains(NameOf(Classification), References(Evaluation));
        Assert.All([Government, Reports, Sql, SideLogs, Http, Client, Demo], a =>
            Assert.DoesNotContain(NameOf(Classification), References(a)));
        Assert.Empty(Classification.GetExportedTypes());
    }

    // It is what an auditor reads, and a browser runs: nothing of the service, of a web framework or of a database.
    [Fact]
    public void Verification_knows_nothing_of_the_service()
    {
        string[] rooms = [NameOf(Classification), NameOf(Contracts), NameOf(Signing), NameOf(Log)];
        Assert.All(References(Verification).Except(rooms), name =>
            Assert.StartsWith("System.", name, StringComparison.Ordinal));
        Assert.Superset(rooms.ToHashSet(), References(Verification));
    }

    [Fact]
    public void Sql_knows_no_log_and_no_web()
    {
        Assert.DoesNotContain(
            References(Sql), name => name.StartsWith("Jingan.", StringComparison.Ordinal) && name != NameOf(Contracts));
        Assert.DoesNotContain(
            References(Sql), name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
        Assert.Contains(References(Http), name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
        Assert.Contains(NameOf(Sql), References(SideLogs));
    }

    [Fact]
    public void A_module_shows_only_its_registration()
    {
        Assert.Equal(["GovernmentModule"], Government.GetExportedTypes().Select(t => t.Name));
        Assert.Equal(["EvaluationModule"], Evaluation.GetExportedTypes().Select(t => t.Name));
        Assert.Equal(["ReportsModule"], Reports.GetExportedTypes().Select(t => t.Name));
    }

    [Theory]
    [InlineData("Microsoft.Data.Sqlite")]
    [InlineData("Microsoft.Data.SqlClient")]
    [InlineData("dbup-core")]
    [InlineData("dbup-sqlite")]
    [InlineData("dbup-sqlserver")]
    public void Only_the_sql_room_knows_the_database_engines(string driver)
    {
        Assert.All([Government, Evaluation, Reports, Contracts, Log, SideLogs, Http, Signing, Verification, Client,
            Demo, Host], a => Assert.DoesNotContain(driver, References(a)));
        Assert.Contains(driver, References(Sql));
    }

    // A method that writes would be a way from one side into the other, whatever its name says.
    [Theory]
    [InlineData(typeof(IProgressFacts))]
    [InlineData(typeof(IRatingFacts))]
    public void A_port_can_only_be_read(Type port)
    {
        Assert.NotEmpty(port.GetMethods());
        Assert.All(port.GetMethods(), m => Assert.StartsWith("Read", m.Name, StringComparison.Ordinal));
        Assert.Empty(port.GetProperties());
        Assert.Empty(port.GetInterfaces());
        Assert.All(port.GetMethods().SelectMany(m => m.GetParameters()), p =>
            Assert.False(typeof(Delegate).IsAssignableFrom(p.ParameterType)));
    }

    [Fact]
    public void There_are_two_ports_and_beside_them_only_what_a_log_entry_is() =>
        Assert.Equal(["ILogEntry", "IProgressFacts", "IRatingFacts"], Contracts.GetExportedTypes()
            .Where(t => t.IsInterface)
            .Select(t => t.Name)
            .Order());

    private static string NameOf(Assembly assembly) => assembly.GetName().Name!;

    private static HashSet<string> References(
        Assembly assembly) => [.. assembly.GetReferencedAssemblies().Select(a => a.Name!)];
}
