using Jingan.Tests.Seeds;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestMethodOrderer(typeof(TestOrder))]
[assembly: TestCaseOrderer(typeof(TestOrder))]

namespace Jingan.Tests.Seeds;

/// <summary>The order of a class's tests: by name, so that it is the same in every folder that tests are built in.
/// <c>JTM_TEST_ORDER=reversed</c> turns it around: what passes in both orders needs no other test before it.</summary>
// xunit's own order is that of unique ids, which are made from the folder's path.
internal sealed class TestOrder : ITestMethodOrderer, ITestCaseOrderer
{
    private static readonly bool IsReversed = Environment.GetEnvironmentVariable("JTM_TEST_ORDER") == "reversed";

    public IReadOnlyCollection<TTestMethod?> OrderTestMethods<TTestMethod>(
        IReadOnlyCollection<TTestMethod?> testMethods)
        where TTestMethod : notnull, ITestMethod => Ordered(testMethods, m => m?.MethodName);

    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases)
        where TTestCase : notnull, ITestCase => Ordered(testCases, c => c.TestCaseDisplayName);

    private static List<T> Ordered<T>(IReadOnlyCollection<T> tests, Func<T, string?> name) =>
        IsReversed
            ? [.. tests.OrderByDescending(name, StringComparer.Ordinal)]
            : [.. tests.OrderBy(name, StringComparer.Ordinal)];
}
