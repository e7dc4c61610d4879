using Jingan.Tests.Seeds;
using Xunit.v3;

namespace Jingan.TransparencyLog.Tests;

/// <summary>What passes in one folder passes in every other.</summary>
public sealed class TestOrderTests
{
    [Fact]
    public void The_tests_of_a_class_and_the_cases_of_a_test_run_in_an_order_that_no_folder_decides()
    {
        var assembly = Assert.IsType<ICoreTestAssembly>(TestContext.Current.TestAssembly, exactMatch: false);
        Assert.IsType<TestOrder>(assembly.TestMethodOrderer);
        Assert.IsType<TestOrder>(assembly.TestCaseOrderer);
    }
}
