using Microsoft.Azure.Functions.Worker;

namespace LiveShop.Tests.FunctionsSdk;

/// <summary>
/// The list is the part of the real SDK that LiveShop compiles against. The stand-in must show all of it and no more; in a
/// build with the real packages the same list is held against them.
/// </summary>
public class StandInSurfaceTests
{
    private const string Expected = """
        enum Microsoft.Azure.Functions.Worker.AuthorizationLevel
            Admin = 4
            Anonymous = 0
            Function = 2
            System = 3
            User = 1
        sealed class Microsoft.Azure.Functions.Worker.CosmosDBTriggerAttribute : Attribute on Parameter
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
        sealed class Microsoft.Azure.Functions.Worker.ExponentialBackoffRetryAttribute : RetryAttribute on Method
            ExponentialBackoffRetryAttribute(int maxRetryCount, string minimumInterval, string maximumInterval)
            string MaximumInterval { get; }
            string MinimumInterval { get; }
        sealed class Microsoft.Azure.Functions.Worker.FixedDelayRetryAttribute : RetryAttribute on Method
            FixedDelayRetryAttribute(int maxRetryCount, string delayInterval)
            string DelayInterval { get; }
        class Microsoft.Azure.Functions.Worker.FunctionAttribute : Attribute on Method
            FunctionAttribute(string name)
            string Name { get; }
        sealed class Microsoft.Azure.Functions.Worker.HttpResultAttribute : Attribute on Property
            HttpResultAttribute()
        sealed class Microsoft.Azure.Functions.Worker.HttpTriggerAttribute : Attribute on Parameter
            AuthorizationLevel AuthLevel { get; }
            HttpTriggerAttribute()
            HttpTriggerAttribute(AuthorizationLevel authLevel)
            HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
            HttpTriggerAttribute(params string[] methods)
            string? Route { get; set; }
            string[]? Methods { get; }
        abstract class Microsoft.Azure.Functions.Worker.RetryAttribute : Attribute on Method
            int MaxRetryCount { get; set; }
        sealed class Microsoft.Azure.Functions.Worker.SignalRConnectionInfo : Object
            SignalRConnectionInfo()
            string AccessToken { get; set; }
            string Url { get; set; }
        sealed class Microsoft.Azure.Functions.Worker.SignalRConnectionInfoInputAttribute : Attribute on Parameter
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
        sealed class Microsoft.Azure.Functions.Worker.SignalROutputAttribute : Attribute on Method, Property
            SignalROutputAttribute()
            string? ConnectionStringSetting { get; set; }
            string? HubName { get; set; }
        """;

#if FUNCTIONS_SDK_STANDIN
    [Fact]
    public void The_stand_in_shows_the_list_and_no_more()
    {
        var types = typeof(FunctionAttribute).Assembly.GetExportedTypes().OrderBy(type => type.Name, StringComparer.Ordinal);

        Assert.Equal(Expected, string.Join('\n', types.SelectMany(PublicSurface.Of)));
    }
#else
    [Fact]
    public void The_real_sdk_shows_the_whole_list()
    {
        Type[] oneOfEachPackage = [typeof(FunctionAttribute), typeof(HttpTriggerAttribute), typeof(CosmosDBTriggerAttribute), typeof(SignalROutputAttribute)];
        var names = Expected.Split('\n').Where(line => !line.StartsWith(' ')).SelectMany(header => header.Split(' ')).Where(word => word.Contains('.'));
        var types = oneOfEachPackage.Select(type => type.Assembly).Distinct().SelectMany(assembly => names.Select(assembly.GetType));
        var shown = types.OfType<Type>().SelectMany(PublicSurface.Of);

        Assert.Empty(WithOwners(Expected.Split('\n')).Except(WithOwners(shown)));
    }

    /// <summary>Two types may have a property of the same name.</summary>
    private static IEnumerable<string> WithOwners(IEnumerable<string> lines)
    {
        var owner = "";
        foreach (var line in lines)
            yield return line.StartsWith(' ') ? owner + line : owner = line;
    }
#endif

    [Fact]
    public void An_attribute_keeps_what_it_was_given()
    {
        var http = new HttpTriggerAttribute(AuthorizationLevel.Admin, "get", "post") { Route = "a/{b}" };
        var feed = new CosmosDBTriggerAttribute("shop", "streams");
        var backoff = new ExponentialBackoffRetryAttribute(-1, "00:00:01", "00:00:30");
        var pause = new FixedDelayRetryAttribute(3, "00:00:05");

        Assert.Equal((AuthorizationLevel.Admin, "get,post", "a/{b}"), (http.AuthLevel, string.Join(',', http.Methods!), http.Route));
        Assert.Equal(("shop", "streams"), (feed.DatabaseName, feed.ContainerName));
        Assert.Equal((-1, "00:00:01", "00:00:30"), (backoff.MaxRetryCount, backoff.MinimumInterval, backoff.MaximumInterval));
        Assert.Equal((3, "00:00:05"), (pause.MaxRetryCount, pause.DelayInterval));
        Assert.Equal("Publish", new FunctionAttribute("Publish").Name);
    }

    [Fact]
    public void An_action_keeps_what_it_was_given()
    {
        var message = new SignalRMessageAction("livestreamUpdated", [1]) { GroupName = "stream-demo" };
        var join = new SignalRGroupAction(SignalRGroupActionType.RemoveAll) { ConnectionId = "c1" };

        Assert.Equal(("livestreamUpdated", "stream-demo"), (message.Target, message.GroupName));
        Assert.Equal([1], message.Arguments);
        Assert.Null(new SignalRMessageAction("livestreamUpdated").Arguments);
        Assert.Equal((SignalRGroupActionType.RemoveAll, "c1"), (join.Action, join.ConnectionId));
    }
}
