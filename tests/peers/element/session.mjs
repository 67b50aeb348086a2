// One session of one account, as Element Web has it: its device, its identity, what it sees and how it is shielded.

import {
  ClientEvent,
  createClient,
  EventType,
  MatrixEventEvent,
  MsgType,
  RelationType,
  RoomEvent,
  SyncState,
} from "matrix-js-sdk";
import {
  AllDevicesIsolationMode,
  CryptoEvent,
  decodeRecoveryKey,
  EventShieldColour,
  EventShieldReason,
  OnlySignedDevicesIsolationMode,
} from "matrix-js-sdk/lib/crypto-api/index.js";

const nameIn = (names, value) => Object.keys(names).find((name) => names[name] === value);
const SILENT = Object.fromEntries(["trace", "debug", "info", "warn", "error"].map((loudness) => [loudness, () => {}]));
SILENT.getChild = () => SILENT;

export class Session {
  /** @param tell is called with {seen: …} when what is known of an event changes, {trust: true} when what
   *  is known of somebody's devices or identity may have, {whisper: [user, device, type]} on what no room shows. */
  static async logIn({ homeserver, token, password }, tell) {
    const login = { ...(await createClient({ baseUrl: homeserver, accessToken: token, logger: SILENT }).whoami()), token };
    const session = new Session(homeserver, login, password, tell);
    await session.client.initRustCrypto({ useIndexedDB: false });
    session.crypto = session.client.getCrypto();
    session.excludeInsecure({ yes: false });
    session.listen();
    await session.start();
    return session;
  }

  constructor(homeserver, login, password, tell) {
    this.tell = tell;
    this.password = password;
    this.recovery = null;
    this.client = createClient({
      baseUrl: homeserver,
      accessToken: login.token,
      userId: login.user_id,
      deviceId: login.device_id,
      logger: process.env.ELEMENT_TALKS ? undefined : SILENT,
      cryptoCallbacks: {
        getSecretStorageKey: async ({ keys }) => this.recovery && [Object.keys(keys)[0], this.recovery],
      },
    });
  }

  async start() {
    const ready = new Promise((done, failed) => {
      const listen = (state, _before, data) => {
        if (state === SyncState.Error) failed(data?.error ?? new Error("the first synchronisation failed"));
        if (state === SyncState.Prepared) done(this.client.off(ClientEvent.Sync, listen));
      };
      this.client.on(ClientEvent.Sync, listen);
    });
    await this.client.startClient({ lazyLoadMembers: true, threadSupport: true, initialSyncLimit: 50 });
    await ready;
  }

  listen() {
    const look = (event) => void this.report(event);
    this.client.on(RoomEvent.Timeline, look);
    this.client.on(RoomEvent.Redaction, (_redaction, room, threadRoot) => {
      look(room.findEventById(_redaction.event.redacts ?? _redaction.getContent().redacts) ?? threadRoot ?? _redaction);
    });
    this.client.on(MatrixEventEvent.Decrypted, look);
    this.client.on(MatrixEventEvent.Replaced, look);
    this.client.on(ClientEvent.ReceivedToDeviceMessage, ({ message, encryptionInfo }) => {
      if (encryptionInfo) this.tell({ whisper: [message.sender, encryptionInfo.senderDevice ?? "", message.type] });
    });
    for (const changed of [CryptoEvent.DevicesUpdated, CryptoEvent.UserTrustStatusChanged]) {
      this.client.on(changed, () => this.lookAgain());
    }
  }

  lookAgain() {
    this.tell({ trust: true });
    for (const room of this.client.getRooms()) {
      for (const event of room.getLiveTimeline().getEvents()) if (event.isEncrypted()) void this.report(event);
    }
  }

  async report(event) {
    if (!event?.getId() || event.getId().startsWith("~") || event.isState()) return;
    const read = event.getClearContent() || event.isRedacted();
    if (event.isEncrypted() && !read) return; // it is told once it is decrypted, or could not be
    this.tell({ seen: await this.seen(event) });
  }

  async seen(event) {
    const shield = await this.crypto.getEncryptionInfoForEvent(event);
    const content = event.getContent();
    return {
      room: event.getRoomId(),
      event: event.getId(),
      sender: event.getSender(),
      type: event.getType(),
      body: typeof content.body === "string" ? content.body : "",
      content,
      answers: event.replyEventId ?? "",
      encrypted: event.isEncrypted(),
      failure: event.isDecryptionFailure() ? event.decryptionFailureReason : "",
      edited: Boolean(event.replacingEventId()),
      redacted: event.isRedacted(),
      shield: shield ? nameIn(EventShieldColour, shield.shieldColour) : "",
      reason: shield?.shieldReason == null ? "" : nameIn(EventShieldReason, shield.shieldReason),
    };
  }

  me() {
    return { user: this.client.getUserId(), device: this.client.getDeviceId() };
  }

  leave() {
    this.client.stopClient();
  }

  /** As Element Web does for a new account: its own identity, and a recovery key that opens the secret storage. */
  async setUpIdentity() {
    const made = await this.crypto.createRecoveryKeyFromPassphrase();
    this.recovery = made.privateKey;
    await this.crypto.bootstrapCrossSigning({ authUploadDeviceSigningKeys: (upload) => this.upload(upload) });
    await this.crypto.bootstrapSecretStorage({
      createSecretStorageKey: async () => made,
      setupNewSecretStorage: true,
      setupNewKeyBackup: true,
    });
    return made.encodedPrivateKey;
  }

  /** As « Reset cryptographic identity » of the settings: new keys whatever was there. */
  async resetIdentity() {
    await this.crypto.bootstrapCrossSigning({
      setupNewCrossSigning: true,
      authUploadDeviceSigningKeys: (upload) => this.upload(upload),
    });
  }

  async upload(upload) {
    try {
      return await upload(null);
    } catch (error) {
      const session = error?.data?.session;
      if (!session) throw error;
      const identifier = { type: "m.id.user", user: this.client.getUserId() };
      return upload({ type: "m.login.password", identifier, password: this.password, session });
    }
  }

  /** A second session of the account is verified by its recovery key, as when a telephone joins a computer. */
  async verifyWith({ key }) {
    this.recovery = decodeRecoveryKey(key);
    await this.crypto.userHasCrossSigningKeys(); // asks the server: without the public keys the private ones are not taken
    await this.crypto.bootstrapCrossSigning({});
  }

  async signDevice({ device }) {
    await this.crypto.crossSignDevice(device);
  }

  excludeInsecure({ yes }) {
    // Element Web: « Exclude insecure devices when sending or receiving messages », off and on.
    this.crypto.setDeviceIsolationMode(yes ? new OnlySignedDevicesIsolationMode() : new AllDevicesIsolationMode(true));
  }

  async createRoom({ version, encrypted, invite, name, direct }) {
    const encryption = { type: EventType.RoomEncryption, state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } };
    const made = await this.client.createRoom({
      name: name || undefined,
      invite,
      room_version: version || undefined,
      is_direct: direct,
      preset: direct ? "trusted_private_chat" : "private_chat",
      initial_state: encrypted ? [encryption] : [],
    });
    await this.until((room) => room && (!encrypted || room.hasEncryptionStateEvent()), made.room_id);
    return made.room_id;
  }

  async invite({ room, user }) {
    await this.client.invite(room, user);
  }

  async join({ room }) {
    await this.client.joinRoom(room);
    await this.until((found) => found?.getMyMembership() === "join" && found.currentState.getStateEvents("m.room.create", ""), room);
  }

  async quit({ room }) {
    await this.client.leave(room);
  }

  /** Until the synchronisation has brought what is asked of a room. */
  until(ask, room) {
    return new Promise((done) => {
      const look = () => {
        if (!ask(this.client.getRoom(room))) return;
        this.client.off(ClientEvent.Sync, look);
        done();
      };
      this.client.on(ClientEvent.Sync, look);
      look();
    });
  }

  async send(room, type, content) {
    return (await this.client.sendEvent(room, type, content)).event_id;
  }

  async sendState({ room, type, content }) {
    return (await this.client.sendStateEvent(room, type, content)).event_id;
  }

  sendEvent({ room, type, content }) {
    return this.send(room, type, content);
  }

  say({ room, body }) {
    return this.send(room, EventType.RoomMessage, { msgtype: MsgType.Text, body });
  }

  reply({ room, event, body }) {
    const answered = { "m.in_reply_to": { event_id: event } };
    return this.send(room, EventType.RoomMessage, { msgtype: MsgType.Text, body, "m.relates_to": answered });
  }

  edit({ room, event, body }) {
    return this.send(room, EventType.RoomMessage, {
      msgtype: MsgType.Text,
      body: `* ${body}`,
      "m.new_content": { msgtype: MsgType.Text, body },
      "m.relates_to": { rel_type: RelationType.Replace, event_id: event },
    });
  }

  react({ room, event, key }) {
    return this.send(room, EventType.Reaction, {
      "m.relates_to": { rel_type: RelationType.Annotation, event_id: event, key },
    });
  }

  async redact({ room, event }) {
    return (await this.client.redactEvent(room, event)).event_id;
  }

  /** Discards the key of a room: the next message makes a new one. */
  async renewKey({ room }) {
    await this.crypto.forceDiscardSession(room);
  }

  async pin({ user }) {
    await this.crypto.pinCurrentUserIdentity(user);
  }

  async userStatus({ user }) {
    const status = await this.crypto.getUserVerificationStatus(user);
    return {
      known: status.known,
      verified: status.isVerified(),
      changed: status.needsUserApproval,
      identity: (await this.crypto.getUserCrossSigningKeys(user))?.master_key?.keys ?? {},
    };
  }

  async devices({ user }) {
    const devices = (await this.crypto.getUserDeviceInfo([user], true)).get(user) ?? new Map();
    return Promise.all([...devices.keys()].map((device) => this.deviceStatus({ user, device })));
  }

  async deviceStatus({ user, device }) {
    const status = await this.crypto.getDeviceVerificationStatus(user, device);
    return (
      status && {
        device,
        signed_by_owner: status.signedByOwner,
        cross_signing_verified: status.crossSigningVerified,
        verified: status.isVerified(),
      }
    );
  }
}
