using System.Reflection;
using System.Runtime.CompilerServices;
using LiveShop.Blobs;
using LiveShop.Core.LiveStreams;
using LiveShop.Cosmos;
using LiveShop.Functions;
using LiveShop.Local.Hosting;
using LiveShop.Sqlite;
using LiveShop.Stripe;

namespace LiveShop.Tests.Architecture;

/// <summary>Dependencies between the projects point one way: Functions -> Core; Blobs, Cosmos, Sqlite, Stripe -> Core; Local -> all of them.</summary>
public class DependencyTests
{
    private const string AspNet = "Microsoft.AspNetCore", Azure = "Azure", Cosmos = "LiveShop.Cosmos", CosmosSdk = "Microsoft.Azure.Cosmos";
    private const string Functions = "LiveShop.Functions", FunctionsSdk = "Microsoft.Azure.Functions";
    private const string Blobs = "LiveShop.Blobs", Local = "LiveShop.Local", Sqlite = "LiveShop.Sqlite", Stripe = "LiveShop.Stripe";
    private const string StripeSdk = "Stripe";

    private static readonly Assembly CoreProject = typeof(LiveStream).Assembly;
    private static readonly Assembly BlobsProject = typeof(BlobSettings).Assembly;
    private static readonly Assembly CosmosProject = typeof(CosmosSettings).Assembly;
    private static readonly Assembly SqliteProject = typeof(SqliteStorage).Assembly;
    private static readonly Assembly FunctionsProject = typeof(LiveShopFunctions).Assembly;
    private static readonly Assembly StripeProject = typeof(StripePayment).Assembly;
    private static readonly Assembly LocalProject = typeof(LocalApp).Assembly;
    private static readonly string[] SqliteSdk = ["Microsoft.Data.Sqlite", "SQLitePCL"];

    private static readonly string[] StorageHelpers =
    [
        .. new[] { "ContinuationTokens", "DataFolder", "Documents", "DocumentSerialization", "KeyedLock", "UnreadableDocuments" }
            .Select(name => $"LiveShop.Core.Storage.{name}"),
    ];

    private static readonly DependencyRule[] Rules =
    [
        new("Core is free of frameworks and of the other projects", CoreProject,
            [AspNet, Azure, CosmosSdk, FunctionsSdk, .. SqliteSdk, StripeSdk, Blobs, Cosmos, Functions, Local, Sqlite, Stripe]),
        new("Cosmos depends on Core only", CosmosProject, [AspNet, FunctionsSdk, .. SqliteSdk, Blobs, Functions, Local, Sqlite]),
        new("Sqlite depends on Core only", SqliteProject, [AspNet, Azure, CosmosSdk, FunctionsSdk, Blobs, Cosmos, Functions, Local]),
        new("Blobs depends on Core only", BlobsProject, [AspNet, CosmosSdk, FunctionsSdk, .. SqliteSdk, Cosmos, Functions, Local, Sqlite]),
        new("Stripe depends on Core only", StripeProject,
            [AspNet, Azure, CosmosSdk, FunctionsSdk, .. SqliteSdk, Blobs, Cosmos, Functions, Local, Sqlite]),
        new("Functions uses Stripe in its composition root only", FunctionsProject, [StripeSdk, Stripe], Except: ["Program"]),
        new("Functions uses Blobs in its composition root only", FunctionsProject, [Blobs], Except: ["Program"]),
        new("Functions depends on Core only", FunctionsProject, [.. SqliteSdk, Local, Sqlite]),
        new("Functions uses Cosmos in its composition root only", FunctionsProject, [CosmosSdk, Cosmos],
            Except: ["Program", nameof(LiveShopFunctions)]),
        new("The sign-in of Local does not depend on a store", LocalProject,
            [CosmosSdk, Cosmos, .. SqliteSdk, Sqlite], Under: "LiveShop.Local.SignIn"),
        new("Streams use no storage helper", CoreProject, StorageHelpers, Under: "LiveShop.Core.LiveStreams"),
        new("Products use no storage helper", CoreProject, StorageHelpers, Under: "LiveShop.Core.Products"),
        new("Carts use no storage helper", CoreProject, StorageHelpers, Under: "LiveShop.Core.Carts"),
    ];

    public static TheoryData<string> RuleNames => [.. Rules.Select(rule => rule.Name)];

    public static TheoryData<string> ForbiddenNames => [.. Rules.SelectMany(rule => rule.Forbidden).Distinct()];

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void A_dependency_rule_holds_for_all_of_its_types(string name)
    {
        var rule = Rules.Single(rule => rule.Name == name);

        Assert.NotEmpty(rule.Subjects);
        Assert.Empty(rule.Violations);
    }

    [Theory]
    [MemberData(nameof(ForbiddenNames))]
    public void Each_name_that_a_rule_forbids_is_found_in_a_type_that_depends_on_it(string forbidden) =>
        Assert.Contains(
            new[] { CoreProject, BlobsProject, CosmosProject, SqliteProject, StripeProject, FunctionsProject, LocalProject },
            project => DependencyRule.Violating(project, forbidden).Count > 0);

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void A_dependency_rule_fails_for_its_own_types_when_it_forbids_what_they_use(string name)
    {
        var rule = Rules.Single(rule => rule.Name == name) with { Forbidden = ["LiveShop.Core"] };

        Assert.NotEmpty(rule.Violations);
    }

    [Fact]
    public void Composition_root_is_all_that_the_rule_about_Cosmos_would_catch_without_its_exceptions()
    {
        var rule = Rules.Single(rule => rule.Except.Length > 1);

        Assert.Equal(
            rule.Except.Order(),
            (rule with { Except = [] }).Violations.Select(type => type.Split('.')[^1]).Order());
    }

    [Fact]
    public void The_aggregates_know_nothing_of_storage()
    {
        Type[] aggregates = [typeof(LiveStream), typeof(LiveStreamChange), typeof(Core.Products.Product), typeof(Core.Carts.Cart)];

        var dependent = DependencyRule.Violating(CoreProject, "LiveShop.Core.Storage");

        Assert.Empty(aggregates.Select(type => type.FullName).Intersect(dependent));
        Assert.Contains(typeof(LiveStreamCommands).FullName, dependent);
    }

    [Fact]
    public void Core_references_no_framework_and_no_other_project()
    {
        string[] forbidden =
            ["Azure.", "LiveShop.", "Microsoft.AspNetCore", "Microsoft.Azure", "Microsoft.Data.Sqlite", "Newtonsoft.Json", "SQLitePCL", "Stripe"];

        Assert.Empty(References(CoreProject, forbidden));
        Assert.NotEmpty(References(BlobsProject, forbidden));
        Assert.NotEmpty(References(CosmosProject, forbidden));
        Assert.NotEmpty(References(SqliteProject, forbidden));
        Assert.NotEmpty(References(StripeProject, forbidden));
        Assert.NotEmpty(References(LocalProject, forbidden));
    }

    [Fact]
    public void No_project_references_Local()
    {
        Assert.All(
            [CoreProject, BlobsProject, CosmosProject, SqliteProject, StripeProject, FunctionsProject],
            project => Assert.Empty(References(project, "LiveShop.Local")));
        Assert.NotEmpty(References(typeof(DependencyTests).Assembly, "LiveShop.Local"));
    }

    [Fact]
    public void Internals_are_visible_to_the_tests_of_the_Cosmos_store_only()
    {
        Assert.Empty(Friends(CoreProject));
        Assert.Empty(Friends(BlobsProject));
        Assert.Empty(Friends(SqliteProject));
        Assert.Empty(Friends(StripeProject));
        Assert.Equal(["LiveShop.Tests"], Friends(CosmosProject));
    }

    private static IEnumerable<string> References(Assembly project, params string[] prefixes) => project.GetReferencedAssemblies()
        .Select(reference => reference.Name!).Where(name => prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));

    private static IEnumerable<string> Friends(Assembly project) =>
        project.GetCustomAttributes<InternalsVisibleToAttribute>().Select(friend => friend.AssemblyName);
}
