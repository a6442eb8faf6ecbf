using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using LiveShop.Tests.Functions.Http;
using static LiveShop.Tests.Access.RequiredAccess;
namespace LiveShop.Tests.Access;

/// <summary>The kinds of callers that a function lets in.</summary>
internal enum RequiredAccess
{
    Anybody,

    /// <summary>Anybody, and admins and assistants see more.</summary>
    AnybodyStaffSeesMore,
    AdminsAndAssistants,
    Admins,

    /// <summary>Customers with the order's key, or admins.</summary>
    OrderKeyOrAdmins,
}

/// <summary>The required role of every function; a function that is not listed fails the tests.</summary>
internal static class AccessTable
{
    private const int Unauthorized = 401;
    private const int Forbidden = 403;

    public static Dictionary<string, RequiredAccess> Decided { get; } = new()
    {
        ["CreateLiveStream"] = AdminsAndAssistants,
        ["ListLiveStreams"] = AnybodyStaffSeesMore,
        ["GetLiveStream"] = AnybodyStaffSeesMore,
        ["EditLiveStream"] = AdminsAndAssistants,
        ["StartLiveStream"] = AdminsAndAssistants,
        ["StopLiveStream"] = AdminsAndAssistants,
        ["PinProduct"] = AdminsAndAssistants,
        ["EditPin"] = AdminsAndAssistants,
        ["FeatureProduct"] = AdminsAndAssistants,
        ["HideAllPins"] = AdminsAndAssistants,
        ["SetOffer"] = Admins,
        ["WithdrawOffer"] = Admins,
        ["UnpinProduct"] = AdminsAndAssistants,
        ["ReorderPins"] = AdminsAndAssistants,
        ["GetPinnedProducts"] = Anybody,
        ["GetChanges"] = AdminsAndAssistants,
        ["UndoLiveStreamChange"] = AdminsAndAssistants,
        ["Negotiate"] = Anybody,
        ["JoinStream"] = Anybody,
        ["CreateProduct"] = Admins,
        ["ListProducts"] = AnybodyStaffSeesMore,
        ["GetProduct"] = Anybody,
        ["ChangeProduct"] = Admins,
        ["EditProduct"] = Admins,
        ["EditVariant"] = Admins,
        ["ReplaceProducts"] = Admins,
        ["DeleteProduct"] = Admins,
        ["GetProductChanges"] = Admins,
        ["GetProductStock"] = Admins,
        ["GetStockCorrections"] = Admins,
        ["CreateCart"] = Anybody,
        ["GetCart"] = Anybody,
        ["AddCartItem"] = Anybody,
        ["SetCartItemQuantity"] = Anybody,
        ["RemoveCartItem"] = Anybody,
        ["Checkout"] = Anybody,
        ["ReceivePaymentEvent"] = Anybody,
        ["GetOrder"] = OrderKeyOrAdmins,
        ["CancelOrder"] = OrderKeyOrAdmins,
        ["ListOrders"] = Admins,
        ["ExportOrders"] = Admins,
        ["PayOrder"] = Admins,
        ["FulfilOrder"] = Admins,
        ["RefundOrder"] = Admins,
        ["EraseOrder"] = Admins,
        ["CheckStock"] = Admins,
        ["GetShop"] = AnybodyStaffSeesMore,
        ["GetLegalPage"] = Anybody,
        ["ChangeShop"] = Admins,
        ["GetSharePage"] = Anybody,
        ["UploadMedia"] = Admins,
        ["GetMedia"] = Anybody,
        ["GetHealth"] = Anybody,
        ["GetOpenApi"] = Anybody,
    };

    public static TheoryData<string> Functions => [.. HttpFunction.All.Select(function => function.Name)];

    /// <summary>The access that the function's own attribute declares.</summary>
    public static RequiredAccess Declared(HttpFunction function) => Assert.Single(function.Method.GetCustomAttributes<AccessAttribute>()) switch
    {
        PublicAttribute { StaffSeeMore: true } => AnybodyStaffSeesMore,
        PublicAttribute => Anybody,
        RequireRoleAttribute { Roles: ["admin", "assistant"] } => AdminsAndAssistants,
        RequireRoleAttribute { Roles: ["admin"] } => Admins,
        RequireOrderKeyOrRoleAttribute { Roles: ["admin"] } => OrderKeyOrAdmins,
        var other => throw new InvalidOperationException($"{function.Name} has {other.GetType().Name} of an unknown form."),
    };

    /// <summary>Calls a function as everybody in turn.</summary>
    /// <param name="others">Tokens of callers without a role, and the status that each gets from a function that requires one.</param>
    public static async Task HoldsAsync(
        HttpClient client, string name, string admin, string assistant, IReadOnlyDictionary<string, (string Token, int Status)> others)
    {
        var (function, access) = (HttpFunction.All.Single(function => function.Name == name), Decided[name]);
        var requiresRole = access is not (Anybody or AnybodyStaffSeesMore);

        Assert.Equal(requiresRole ? Unauthorized : null, await RefusalAsync(client, function, null));
        Assert.Null(await RefusalAsync(client, function, admin));
        Assert.Equal(access is Admins or OrderKeyOrAdmins ? Forbidden : null, await RefusalAsync(client, function, assistant));
        var came = await Task.WhenAll(others.Select(async other => (Kind: other.Key, Expected: Expected(access, other.Value.Status), Actual: await RefusalAsync(client, function, other.Value.Token))));
        Assert.True(came.All(one => one.Expected == one.Actual), $"{name}: {string.Join("; ", came.Where(one => one.Expected != one.Actual))}");
    }

    // A customer's token is as good as none where customers may, and a bad one nowhere that tokens are looked at.
    private static int? Expected(RequiredAccess access, int status) =>
        access == Anybody || (access == AnybodyStaffSeesMore && status == Forbidden) ? null : status;

    /// <returns>401, with its challenge, or 403; null when the caller was let in.</returns>
    private static async Task<int?> RefusalAsync(HttpClient client, HttpFunction function, string? token)
    {
        using var request = Requests.To(function);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await client.SendAsync(request);
        Assert.True((int)answer.StatusCode < 500, $"{function.Name} answered {(int)answer.StatusCode}");
        Assert.Equal(answer.StatusCode == HttpStatusCode.Unauthorized, answer.Headers.WwwAuthenticate.Count > 0);
        return answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? (int)answer.StatusCode : null;
    }
}
