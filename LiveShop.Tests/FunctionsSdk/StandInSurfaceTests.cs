using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace LiveShop.Tests.FunctionsSdk;

/// <summary>
/// The list is the part of the two packages that LiveShop compiles against. The stand-in must show all of it and no more; in
/// a build with the real packages the same list is held against them.
/// </summary>
public class StandInSurfaceTests
{
    private const string Expected = """
        sealed class Microsoft.Azure.Functions.Worker.CosmosDBTriggerAttribute : TriggerBindingAttribute on Parameter
            CosmosDBTriggerAttribute(string databaseName, string containerName)
            bool CreateLeaseContainerIfNotExists { get; set; }
            bool StartFromBeginning { get; set; }
            int FeedPollDelay { get; set; }
            int LeaseAcquireInterval { get; set; }
            int LeaseExpirationInterval { get; set; }
            int LeaseRenewInterval { get; set; }
            int LeasesContainerThroughput { get; set; }
            int MaxItemsPerInvocation { get; set; }
            string ContainerName { get; }
            string DatabaseName { get; }
            string? Connection { get; set; }
            string? LeaseConnection { get; set; }
            string? LeaseContainerName { get; set; }
            string? LeaseContainerPrefix { get; set; }
            string? LeaseDatabaseName { get; set; }
            string? PreferredLocations { get; set; }
            string? StartFromTime { get; set; }
        sealed class Microsoft.Azure.Functions.Worker.SignalRConnectionInfo : Object
            SignalRConnectionInfo()
            string AccessToken { get; set; }
            string Url { get; set; }
        sealed class Microsoft.Azure.Functions.Worker.SignalRConnectionInfoInputAttribute : InputBindingAttribute on Parameter
            SignalRConnectionInfoInputAttribute()
            string? ConnectionStringSetting { get; set; }
            string? HubName { get; set; }
            string? IdToken { get; set; }
            string? UserId { get; set; }
            string[]? ClaimTypeList { get; set; }
        sealed class Microsoft.Azure.Functions.Worker.SignalRGroupAction : Object
            SignalRGroupAction(SignalRGroupActionType actionType)
            SignalRGroupActionType Action { get; set; }
            string? ConnectionId { get; set; }
            string? GroupName { get; set; }
            string? UserId { get; set; }
        enum Microsoft.Azure.Functions.Worker.SignalRGroupActionType
            Add = 0
            Remove = 1
            RemoveAll = 2
        sealed class Microsoft.Azure.Functions.Worker.SignalRMessageAction : Object
            SignalRMessageAction(string target)
            SignalRMessageAction(string target, object[]? arguments)
            object[]? Arguments { get; set; }
            string Target { get; }
            string? ConnectionId { get; set; }
            string? GroupName { get; set; }
            string? UserId { get; set; }
        sealed class Microsoft.Azure.Functions.Worker.SignalROutputAttribute : OutputBindingAttribute on Method, Property
            SignalROutputAttribute()
            string? ConnectionStringSetting { get; set; }
            string? HubName { get; set; }
        """;

    [Fact]
    public void The_stand_in_and_the_real_packages_show_the_same_members()
    {
        var headers = Expected.Split('\n').Where(line => !line.StartsWith(' '));
        var names = headers.SelectMany(header => header.Split(' ')).Where(word => word.Contains('.'));
        Assembly[] packages = [typeof(CosmosDBTriggerAttribute).Assembly, typeof(SignalROutputAttribute).Assembly];
        var types = packages.Distinct().SelectMany(package => names.Select(package.GetType)).OfType<Type>();
        var shown = string.Join('\n', types.OrderBy(type => type.Name, StringComparer.Ordinal).SelectMany(PublicSurface.Of));

        if (IsStandIn(packages))
            Assert.Equal(Expected, shown);
        else
            Assert.Empty(WithOwners(Expected.Split('\n')).Except(WithOwners(shown.Split('\n'))));
    }

    [Fact]
    public void The_stand_in_has_no_type_beyond_the_list()
    {
        var package = typeof(CosmosDBTriggerAttribute).Assembly;

        Assert.All(IsStandIn(package) ? package.GetExportedTypes() : [],
            type => Assert.Contains($" {type.FullName}", Expected, StringComparison.Ordinal));
    }

    private static bool IsStandIn(params Assembly[] packages) => packages[0].GetName().Name == "LiveShop.Functions.Sdk";

    /// <summary>Two types may have a property of the same name.</summary>
    private static IEnumerable<string> WithOwners(IEnumerable<string> lines)
    {
        var owner = "";
        foreach (var line in lines)
            yield return line.StartsWith(' ') ? owner + line : owner = line;
    }

    [Fact]
    public void Attributes_and_actions_keep_what_they_were_given()
    {
        var feed = new CosmosDBTriggerAttribute("shop", "streams");
        var message = new SignalRMessageAction("livestreamUpdated", [1]) { GroupName = "stream-demo" };
        var join = new SignalRGroupAction(SignalRGroupActionType.RemoveAll) { ConnectionId = "c1" };

        Assert.Equal(("shop", "streams"), (feed.DatabaseName, feed.ContainerName));
        Assert.Equal(("livestreamUpdated", "stream-demo"), (message.Target, message.GroupName));
        Assert.Equal([1], message.Arguments);
        Assert.Null(new SignalRMessageAction("livestreamUpdated").Arguments);
        Assert.Equal((SignalRGroupActionType.RemoveAll, "c1"), (join.Action, join.ConnectionId));
    }
}
