// One line to the server for all the tabs of a browser: a browser opens six at most to one address,
// and a seventh tab would wait for ever. Tabs of one room share it; only revision numbers travel on it.
"use strict";

// The server speaks every 15 seconds. A line that is silent for longer is dead, though nobody said so:
// a telephone changed its network.
const SILENCE = 40000;
const rooms = new Map();

function open(room) {
  const urls = [...room.ports.values()];
  if (!urls.length) return;
  const source = new EventSource(urls[room.tries % urls.length]);
  room.source = source;
  room.heardAt = Date.now();
  source.onmessage = (event) => {
    room.heardAt = Date.now();
    room.newest = event.data;
    tell(room, { revision: event.data });
  };
  source.onerror = () => {
    room.heardAt = Date.now();
    tell(room, { offline: true });
    if (source.readyState === EventSource.CLOSED) setTimeout(() => reopen(room, source), 2000);
  };
}

// Another tab's address is tried next: the first one's owner may not be let in any more.
function reopen(room, source) {
  if (room.source !== source) return;
  source.close();
  room.tries += 1;
  open(room);
}

setInterval(() => {
  for (const room of rooms.values()) {
    if (Date.now() - room.heardAt > SILENCE) reopen(room, room.source);
  }
}, 5000);

function tell(room, message) {
  for (const port of room.ports.keys()) port.postMessage(message);
}

function leave(name, port) {
  const room = rooms.get(name);
  room?.ports.delete(port);
  if (!room || room.ports.size) return;
  room.source.close();
  rooms.delete(name);
}

self.onconnect = (connection) => {
  const port = connection.ports[0];
  port.onmessage = ({ data }) => {
    if (data.leaving) {
      leave(data.room, port);
      return;
    }
    let room = rooms.get(data.room);
    if (!room) {
      room = { ports: new Map(), source: null, newest: null, tries: 0, heardAt: 0 };
      rooms.set(data.room, room);
    }
    room.ports.set(port, data.url);
    if (!room.source) open(room);
    else if (room.newest !== null) port.postMessage({ revision: room.newest });
  };
  port.start();
};
