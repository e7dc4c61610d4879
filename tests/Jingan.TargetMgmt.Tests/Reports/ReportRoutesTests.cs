using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Reports;
using Jingan.TargetMgmt.Reports.Print;
using Jingan.TargetMgmt.Reports.Views;
using Jingan.TargetMgmt.Reports.Workbooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jingan.TargetMgmt.Tests.Reports;

public sealed class ReportRoutesTests
{
    private static readonly SamplePorts NoPeriod = new(null, Sample.Unreleased);

    [Fact]
    public void Every_report_has_a_csv_and_a_json_twin_each_with_a_name_to_call_it_by()
    {
        var endpoints = Endpoints();

        Assert.Equal(["/reports/{period}.docx"], endpoints.Select(e => e.RoutePattern.RawText).Where(IsNotice));
        Assert.Equal(
            [
                "/reports/burden", "/reports/burden.csv", "/reports/burden.json",
                "/reports/completeness", "/reports/completeness.csv", "/reports/completeness.json",
                "/reports/cooperation", "/reports/cooperation.csv", "/reports/cooperation.json",
                "/reports/matrix", "/reports/matrix.csv", "/reports/matrix.json", "/reports/overview",
                "/reports/overview.csv", "/reports/overview.json",
                "/reports/transitions", "/reports/transitions.csv", "/reports/transitions.json",
                "/reports/units", "/reports/units.csv", "/reports/units.json",
                "/reports/{period}.html", "/reports/{period}.xlsx",
            ],
            endpoints.Select(e => e.RoutePattern.RawText).Where(r => !IsNotice(r)).Order(StringComparer.Ordinal));
        Assert.Equal(endpoints.Count, endpoints.Select(e =>
            e.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName).OfType<string>().Distinct().Count());
        Assert.All(endpoints, e => Assert.Null(e.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>()));
    }

    private static bool IsNotice(string? route) => route!.EndsWith(".docx", StringComparison.Ordinal);

    [Fact]
    public void Office_evaluator_and_auditor_read_reports_and_nobody_else() =>
        Assert.All(Endpoints(), e =>
            Assert.Equal([Role.Office, Role.Evaluator, Role.Auditor], e.Metadata.GetMetadata<AllowedRoles>()!.Roles));

    [Fact]
    public async Task A_period_that_was_never_opened_is_not_found_and_the_answer_says_who_opens_it()
    {
        var overview = await PullOverview.Handle(Sample.June, null, new DefaultHttpContext(), NoPeriod, NoPeriod,
            TestContext.Current.CancellationToken);
        var units = await PullUnits.Handle(Sample.June, null, new DefaultHttpContext(), NoPeriod, NoPeriod,
            TestContext.Current.CancellationToken);
        var completeness = await PullCompleteness.Handle(
            Sample.June, null, new DefaultHttpContext(), NoPeriod, NoPeriod, TestContext.Current.CancellationToken);
        var cooperation = await PullCooperation.Handle(Sample.June, null, new DefaultHttpContext(), NoPeriod, NoPeriod,
            TestContext.Current.CancellationToken);
        var workbook = await PullWorkbook.Handle(
            Sample.June, NoPeriod, NoPeriod, TestContext.Current.CancellationToken);
        var page = await PullPage.Handle(
            Sample.June, new DefaultHttpContext(), NoPeriod, NoPeriod, TestContext.Current.CancellationToken);
        var burden = await PullBurden.Handle(Sample.June, null, new DefaultHttpContext(), NoPeriod, NoPeriod,
            TestContext.Current.CancellationToken);

        Assert.All([overview, units, completeness, cooperation, burden, workbook, page], answer =>
        {
            var problem = Assert.IsType<Problem>(answer);
            Assert.Equal(ProblemCode.NotFound, problem.Code);
            Assert.Contains("PUT /periods/2018-06", problem.Detail.Zh, StringComparison.Ordinal);
            Assert.Contains("PUT /periods/2018-06", problem.Detail.En, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task One_report_asks_each_port_once()
    {
        foreach (var pull in new Func<SamplePorts, HttpContext, Task<IResult>>[]
        {
            (ports, http) =>
                PullOverview.Handle(Sample.June, null, http, ports, ports, TestContext.Current.CancellationToken),
            (ports, http) =>
                PullUnits.Handle(Sample.June, null, http, ports, ports, TestContext.Current.CancellationToken),
            (ports, http) =>
                PullCompleteness.Handle(Sample.June, null, http, ports, ports, TestContext.Current.CancellationToken),
            (ports, http) =>
                PullCooperation.Handle(Sample.June, null, http, ports, ports, TestContext.Current.CancellationToken),
            (ports, http) =>
                PullBurden.Handle(Sample.June, null, http, ports, ports, TestContext.Current.CancellationToken),
            (ports, http) => PullTransitions.Handle(
                new("2018-05"), Sample.June, null, http, ports, ports, TestContext.Current.CancellationToken),
            (ports, http) =>
                PullMatrix.Handle(new(2018), null, http, ports, ports, TestContext.Current.CancellationToken),
        })
        {
            var ports = new SamplePorts(Sample.Government(Sample.Reported(Sample.Target(1))), Sample.Unreleased)
            {
                Year = new(Sample.GovernmentLog, [.. new Period[] { new("2018-05"), Sample.June }.Select(p =>
                    new ReportingPeriod(p, p.StartsOn, p.EndsOn, p.EndsOn, p.EndsOn, p.EndsOn))], []),
            };
            await pull(ports, new DefaultHttpContext());
            Assert.Equal((1, 1), (ports.ProgressCalls, ports.RatingCalls));
        }
    }

    [Theory]
    [InlineData("/api/v1/reports/overview", "", false)]
    [InlineData("/api/v1/reports/overview", "text/csv", true)]
    [InlineData("/api/v1/reports/overview.csv", "application/json", true)]
    public async Task The_suffix_or_accept_chooses_csv(string path, string accept, bool isCsv)
    {
        var http = new DefaultHttpContext { Request = { Path = path, Headers = { Accept = accept } } };
        var ports = new SamplePorts(Sample.Government(Sample.Reported(Sample.Target(1))), Sample.Unreleased);

        var answer = await PullOverview.Handle(
            Sample.June, null, http, ports, ports, TestContext.Current.CancellationToken);

        Assert.Equal(isCsv, answer is FileContentHttpResult);
    }

    [Theory]
    [InlineData(null, "2018年6月")]
    [InlineData("people", "2018年6月")]
    [InlineData("program", "目标编号")]
    public async Task A_table_is_for_people_unless_a_program_asks(string? @for, string begins)
    {
        var http = new DefaultHttpContext { Request = { Path = "/api/v1/reports/overview.csv" } };
        var ports = new SamplePorts(Sample.Government(Sample.Reported(Sample.Target(1))), Sample.Unreleased);
        var answer = await PullOverview.Handle(
            Sample.June, @for, http, ports, ports, TestContext.Current.CancellationToken);
        Assert.StartsWith(begins, CsvText.Of(answer)[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("People")]
    [InlineData("excel")]
    public async Task Any_other_reader_is_refused_with_those_that_there_are(string @for)
    {
        var (http, ct) = (new DefaultHttpContext(), TestContext.Current.CancellationToken);
        var ports = new SamplePorts(Sample.Government(Sample.Reported(Sample.Target(1))), Sample.Unreleased);
        Assert.All(
            new[]
            {
                await PullOverview.Handle(Sample.June, @for, http, ports, ports, ct),
                await PullUnits.Handle(Sample.June, @for, http, ports, ports, ct),
                await PullCompleteness.Handle(Sample.June, @for, http, ports, ports, ct),
                await PullCooperation.Handle(Sample.June, @for, http, ports, ports, ct),
                await PullBurden.Handle(Sample.June, @for, http, ports, ports, ct),
                await PullTransitions.Handle(new("2018-05"), Sample.June, @for, http, ports, ports, ct),
                await PullMatrix.Handle(new(2018), @for, http, ports, ports, ct),
            },
            answer =>
            {
                var problem = Assert.IsType<Problem>(answer);
                Assert.Equal("/for", Assert.Single(problem.Errors!).Key);
                Assert.Contains("people", problem.Errors!["/for"][0], StringComparison.Ordinal);
                Assert.Contains("program", problem.Errors["/for"][0], StringComparison.Ordinal);
            });
        Assert.Equal((0, 0), (ports.ProgressCalls, ports.RatingCalls));
    }

    private static IReadOnlyList<RouteEndpoint> Endpoints()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton<IProgressFacts>(NoPeriod).AddSingleton<IRatingFacts>(NoPeriod)
            .AddReports(builder.Configuration);
        IEndpointRouteBuilder app = builder.Build();
        app.MapReports();
        return [.. app.DataSources.SelectMany(source => source.Endpoints).Cast<RouteEndpoint>()];
    }
}
