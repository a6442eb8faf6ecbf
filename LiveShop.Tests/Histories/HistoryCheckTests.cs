using LiveShop.Core;
using LiveShop.Core.LiveStreams;

namespace LiveShop.Tests.Histories;

/// <summary>Manipulated histories that the check must refuse.</summary>
public sealed class HistoryCheckTests
{
    private static readonly Dictionary<string, (Func<History, History> Doctor, string Complaint)> Lies = new()
    {
        ["a lost update"] = (history => Without(history, version: 6), "a state that never was"),
        ["a command that was swallowed"] = (history => Call(history, "12", call => call with { Request = new StreamRequest.Unpin("cup") }), "is not what it comes to"),
        ["a change that is missing in the journal"] = (history => history with { Journal = [.. history.Journal.Where(entry => entry.Version != 5)] }, "goes on with version 6 after 4"),
        ["a doubled change"] = (history => Inserted(history, history.Journal[4] with { Version = 6 }), "it was done before"),
        ["a change that comes to nothing"] = (history => Inserted(history, new(6, "5", "ann", LiveStreamAction.ProductShown, Sample.Noon, "cup")), "unchanged"),
        ["a change that nobody asked for"] = (history => Inserted(history, new(6, null, "eve", LiveStreamAction.Stopped, Sample.Noon)), "nobody asked for it"),
        ["a change that follows from nothing"] = (history => Inserted(history, new(6, null, Actor.System.Name, LiveStreamAction.ProductRefreshed, Sample.Noon, "mug", 3)), "no such product"),
        ["a refresh to a card that is there"] = (history => Inserted(history, new(6, null, Actor.System.Name, LiveStreamAction.ProductRefreshed, Sample.Noon, "mug", 1)), "unchanged"),
        ["a change by another"] = (history => Entry(history, 5, entry => entry with { By = "bob" }), "asked for by ann"),
        ["a change of another product"] = (history => Entry(history, 5, entry => entry with { ProductId = "cup" }), "asked for of mug"),
        ["a change of another kind"] = (history => Entry(history, 5, entry => entry with { Action = LiveStreamAction.ProductShown }), "of another kind"),
        ["a change in spite of If-Match"] = (history => Call(history, "7", call => call with { IfMatch = 4 }), "of version 4"),
        ["a change that was refused"] = (history => Call(history, "6", call => call with { Answer = new(409, "contention") }), "was refused, but version 5"),
        ["an answer with another's version"] = (history => Call(history, "6", call => call with { Answer = Answer(history, "7") }), "another version than the 5"),
        ["an answer that never was"] = (history => State(history, "6", state => state with { Content = state.Content.Replace(" hidden", "", StringComparison.Ordinal) }), "a state that never was"),
        ["an unchanged answer that never was"] = (history => State(history, "12", state => state with { Content = state.Content.Replace("0 mug", "0 cup", StringComparison.Ordinal) }), "a state that never was"),
        ["a stale answer"] = (history => Call(history, "12", call => call with { Answer = Answer(history, "7") }), "is not of its time"),
        ["an answer from the future"] = (history => Call(history, "12", call => call with { Answer = Answer(history, "14") }), "is not of its time"),
        ["a change before another that was answered earlier"] = (history => Swapped(history, "13", "14"), "is not of its time"),
        ["a current state that is not current"] = (history => Call(history, "8", call => call with { Answer = new(412, "version-mismatch", Answer(history, "4").State) }), "is not of its time"),
        ["a current state that never was"] = (history => State(history, "8", state => state with { Version = 7 }), "a state that never was"),
        ["a mismatch of the version that was named"] = (history => Call(history, "8", call => call with { IfMatch = 6 }), "is not what it comes to"),
        ["a mismatch that tells no state"] = (history => State(history, "8", _ => null), "cannot be explained"),
        ["an order refused that was right"] = (history => Call(history, "9", call => call with { Request = new StreamRequest.Reorder("cup", "mug") }), "is not what it comes to"),
        ["not found, though it was there"] = (history => Call(history, "10", call => call with { Request = new StreamRequest.SetActive("mug", true) }), "cannot be explained"),
        ["unchanged, though it would have changed"] = (history => Call(history, "5", call => call with { Request = new StreamRequest.Pin("cup", 1) }), "is not what it comes to"),
        ["an old card"] = (history => history with { Products = [.. history.Products.Select(Later("cup")), history.Products[1] with { Version = 2, Amount = 201, Sent = -2, Answered = -1 }] }, "copied a card that was not there"),
        ["a card that stays old"] = (history => history with { Products = [.. history.Products, new("mug", 3, 500, false, 90, 91)] }, "At the end a card shows"),
        ["a version of a product twice"] = (history => history with { Products = [.. history.Products, history.Products[0]] }, "The versions of mug"),
        ["a product deleted while it was pinned"] = (history => history with { Deletions = [history.Deletions[0] with { IsRefused = false }] }, "is not of its time"),
        ["a product not deleted though it was not pinned"] = (history => history with { Deletions = [history.Deletions[1] with { IsRefused = true }] }, "is not of its time"),
        ["a customer whose version falls"] = (history => Shown(history, shown => [.. shown[..5], shown[2], .. shown[5..]]), "was shown the versions 1 2 3 4 5 3 6"),
        ["a customer who ends before the end"] = (history => Shown(history, shown => shown[..^1]), "ends at version 9"),
        ["a customer who is shown nothing"] = (history => Shown(history, _ => []), "ends at version none"),
        ["a customer who is shown a hidden pin"] = (history => Shown(history, shown => [.. shown[..4], shown[3] with { Version = 5 }, .. shown[5..]]), "A customer was shown v5"),
    };

    public static TheoryData<string> LiesTold => [.. Lies.Keys];

    [Fact]
    public void A_true_history_is_accepted() => Assert.Empty(HistoryCheck.Of(ScriptedHistory.Whole()));

    [Theory, MemberData(nameof(LiesTold))]
    public void A_doctored_history_is_refused(string lie)
    {
        var (doctor, complaint) = Lies[lie];

        Assert.Contains(HistoryCheck.Of(doctor(ScriptedHistory.Whole())), wrong => wrong.Contains(complaint, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("6")]
    [InlineData("12")]
    [InlineData("10")]
    public void Call_with_a_lost_answer_may_or_may_not_have_taken_effect(string id) =>
        Assert.Empty(HistoryCheck.Of(Call(ScriptedHistory.Whole(), id, call => call with { Answer = new(503, "unavailable") })));

    [Fact]
    public void Overlapping_calls_may_take_effect_in_either_order()
    {
        var history = ScriptedHistory.Whole();
        var (stop, unpin) = (CallOf(history, "14"), CallOf(history, "13"));

        history = Call(history, "12", look => look with { Sent = unpin.Sent, Answered = stop.Answered, Answer = Answer(history, "13") });

        Assert.Empty(HistoryCheck.Of(history));
    }

    private static StreamCall CallOf(History history, string id) => history.Calls.Single(call => call.Id == id);

    private static StreamAnswer Answer(History history, string id) => CallOf(history, id).Answer;

    private static History Call(History history, string id, Func<StreamCall, StreamCall> change) =>
        history with { Calls = [.. history.Calls.Select(call => call.Id == id ? change(call) : call)] };

    private static History State(History history, string id, Func<StreamView, StreamView?> change) =>
        Call(history, id, call => call with { Answer = call.Answer with { State = change(call.Answer.State!) } });

    private static History Entry(History history, long version, Func<JournalEntry, JournalEntry> change) =>
        history with { Journal = [.. history.Journal.Select(entry => entry.Version == version ? change(entry) : entry)] };

    /// <summary>The entry, and those after it, one version later.</summary>
    private static History Inserted(History history, JournalEntry inserted) => history with
    {
        Journal =
        [
            .. history.Journal.Where(entry => entry.Version < inserted.Version), inserted,
            .. history.Journal.Where(entry => entry.Version >= inserted.Version).Select(entry => entry with { Version = entry.Version + 1 }),
        ],
    };

    /// <summary>As if the change had been overwritten: whatever came later came one version earlier, in the answers too.</summary>
    private static History Without(History history, long version) => history with
    {
        Journal = [.. history.Journal.Where(entry => entry.Version != version).Select(entry => entry.Version > version ? entry with { Version = entry.Version - 1 } : entry)],
        Calls = [.. history.Calls.Select(call => call with { IfMatch = call.IfMatch >= version ? call.IfMatch - 1 : call.IfMatch, Answer = call.Answer with { State = Earlier(call.Answer.State, version) } })],
    };

    private static StreamView? Earlier(StreamView? state, long version) =>
        state?.Version >= version ? state with { Version = state.Version - 1 } : state;

    /// <summary>Each at the other's time.</summary>
    private static History Swapped(History history, string one, string other)
    {
        var (first, second) = (CallOf(history, one), CallOf(history, other));
        history = Call(history, one, call => call with { Sent = second.Sent, Answered = second.Answered });
        return Call(history, other, call => call with { Sent = first.Sent, Answered = first.Answered });
    }

    private static Func<ProductVersion, ProductVersion> Later(string productId) =>
        product => product.ProductId == productId ? product with { Sent = -4, Answered = -3 } : product;

    private static History Shown(History history, Func<StreamView[], StreamView[]> change) =>
        history with { Customers = [change([.. history.Customers[0]])] };
}
